import { createLinearAlgebra, fusedArithmetic, transposed, type LinearAlgebra } from '@sgmrl/wasm-kernels';
import * as E from 'fp-ts/lib/Either.js';

/** Rows, inner indices and columns: every path of a product, whole tiles and what is left over. */
const sizes = [
  ...Array.from({ length: 14 }, (_, i) => [i + 1, 37, 12] as const),
  [20, 100, 100],
  [131, 259, 21],
  [1, 300, 33],
  [2, 300, 17],
  [40, 100, 1],
  [40, 101, 2],
] as const;

/** Numbers in (−1, 1) of 24 bits, by a linear congruence: no function of an engine has a part. */
const numbers = (count: number, seed: number): Float64Array => {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >> 7) / 16777216;
  });
};

const productsOf = (
  la: LinearAlgebra,
  [m, k, n]: (typeof sizes)[number],
  [transposeA, transposeB]: readonly boolean[],
): readonly number[] =>
  la.withScratch(
    { a: transposeA ? [k, m] : [m, k], b: transposeB ? [n, k] : [k, n], c: [m, n] },
    ({ a, b, c }) => {
      la.write(numbers(m * k, m), a);
      la.write(numbers(k * n, n), b);
      la.write(numbers(m * n, k), c);
      la.matMulAdd(transposeA ? transposed(a) : a, transposeB ? transposed(b) : b, c);
      return [...la.read(c)];
    },
  );

const transposes = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

/** C + A B of known matrices in fused arithmetic; the backend must have started. */
export const fusedProducts = (): readonly number[] => {
  const created = createLinearAlgebra(fusedArithmetic);
  if (E.isLeft(created)) throw new Error(created.left.message);
  return sizes.flatMap((size) => transposes.flatMap((which) => productsOf(created.right, size, which)));
};
