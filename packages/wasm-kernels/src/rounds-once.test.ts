import type { Kernel, Kernels } from './kernels';
import { linkKernels } from './kernels';
import { roundsOnce } from './rounds-once';
import { rightOf } from './testing/kernels';
import type { Memory } from './web-assembly';
import { memoryOf } from './web-assembly';

/** A product in JavaScript whose sums are rounded as `add` says: sum, x, y. */
const productBy =
  ({ buffer }: Memory, add: (sum: number, x: number, y: number) => number): Kernel =>
  (...[c, a, b, m, k, n]) => {
    const floats = new Float32Array(buffer);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum = add(sum, floats[a / 4 + i * k + p], floats[b / 4 + p * n + j]);
        floats[c / 4 + i * n + j] = sum;
      }
    }
    return 0;
  };

describe('whether products add with one rounding', () => {
  const memory = memoryOf(1);
  const strict = rightOf(linkKernels(memory));
  const by = (add: (sum: number, x: number, y: number) => number): Kernels => ({
    ...strict,
    matMul: productBy(memory, add),
  });

  it('is true where they do', () => {
    expect(
      roundsOnce(
        by((sum, x, y) => Math.fround(x * y + sum)),
        memory,
      ),
    ).toBe(true);
  });

  it('is false where the product is rounded first', () => {
    expect(
      roundsOnce(
        by((sum, x, y) => Math.fround(Math.fround(x * y) + sum)),
        memory,
      ),
    ).toBe(false);
    expect(roundsOnce(strict, memory)).toBe(false);
  });

  it('is false where one sum in all is rounded otherwise', () => {
    let left = 400;
    const once = (sum: number, x: number, y: number): number =>
      Math.fround(--left === 0 ? Math.fround(x * y) * 1.0000001 + sum : x * y + sum);
    expect(roundsOnce(by(once), memory)).toBe(false);
  });
});
