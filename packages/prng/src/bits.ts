import { checkCount } from './count';
import { DOMAIN, type Key } from './key';
import { fillBlocks } from './threefry';

/** The 2n words of blocks 0 … n − 1 of the sampling domain. */
export const blocks = (key: Key, n: number): Uint32Array => {
  const words = new Uint32Array(2 * n);
  fillBlocks(key, 0, DOMAIN.bits, words);
  return words;
};

/**
 * `n` random 32-bit words. Word k does not depend on n.
 *
 * @throws RangeError unless `n` is an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { bits } from '@sgmrl/prng';
 * deepStrictEqual([...bits([0, 0], 2)], [0x6b200159, 0x99ba4efe]);
 * ```
 */
export const bits = (key: Key, n: number): Uint32Array => {
  checkCount('bits', n);
  return blocks(key, Math.ceil(n / 2)).slice(0, n);
};
