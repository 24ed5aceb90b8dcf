import { below } from './below';
import { bits } from './bits';
import { checkCount } from './count';
import { foldIn } from './key';
import type { Key } from './key';

/**
 * A uniformly random ordering of {0, …, n − 1}, each of the n! equally likely (Fisher–Yates with
 * rejection).
 *
 * @throws RangeError unless `n` is an integer in [0, 2^32].
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { key, permutation } from '@sgmrl/prng';
 * deepStrictEqual([...permutation(key(0), 4)].sort(), [0, 1, 2, 3]);
 * ```
 */
export const permutation = (key: Key, n: number): readonly number[] => {
  checkCount('permutation', n);
  const drawn: Uint32Array[] = [];
  const tables = (attempt: number): Uint32Array => (drawn[attempt] ??= bits(foldIn(key, attempt), n));
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = below(i + 1, i, tables);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
};
