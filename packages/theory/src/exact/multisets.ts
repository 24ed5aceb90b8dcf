/** N draws from {0, …, T − 1} in which order does not count. */
export interface Multiset {
  /** The draws in ascending order. */
  readonly indices: readonly number[];
  /** N! / Π_i m_i!, the number of ordered draws that it stands for. */
  readonly orders: number;
}

/**
 * (T + N − 1 choose N), the number of multisets; may be Infinity.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { countMultisets, multisets } from '@sgmrl/theory';
 * strictEqual(countMultisets(3, 4), 15); // (6 choose 4)
 * strictEqual([...multisets(3, 4)].length, 15);
 * ```
 */
export const countMultisets = (kinds: number, size: number): number => {
  let count = 1;
  for (let i = 1; i <= size; i++) count = (count * (kinds + i - 1)) / i;
  return Math.round(count);
};

/**
 * All multisets of `size` draws out of `kinds`, in lexicographic order. A batch of N independent
 * trajectories is one of them, so E_D sums over these, each weighed by `orders` · Π q(τ).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { multisets } from '@sgmrl/theory';
 * deepStrictEqual([...multisets(2, 2)], [
 *   { indices: [0, 0], orders: 1 },
 *   { indices: [0, 1], orders: 2 },
 *   { indices: [1, 1], orders: 1 },
 * ]);
 * ```
 */
export function* multisets(kinds: number, size: number): Generator<Multiset, void, undefined> {
  const indices: number[] = Array.from({ length: size }, () => 0);
  for (;;) {
    yield { indices: [...indices], orders: orders(indices) };
    let last = size - 1;
    while (last >= 0 && indices[last] === kinds - 1) last--;
    if (last < 0) return;
    indices.fill(indices[last] + 1, last);
  }
}

const orders = (indices: readonly number[]): number => {
  let count = 1;
  let run = 0;
  indices.forEach((index, i) => {
    run = i > 0 && index === indices[i - 1] ? run + 1 : 1;
    count = (count * (i + 1)) / run;
  });
  return count;
};
