import type { Key } from './key';

/** The constant C240 of Salmon et al., cut to 32 bits: the parity word of the key schedule. */
const PARITY = 0x1bd11bda;

const rotateLeft = (word: number, distance: number): number =>
  (word << distance) | (word >>> (32 - distance));

/**
 * Fills `out` with Threefry-2x32 blocks at counters (low, high), (low + 1, high), …: entries 2i and 2i + 1 are
 * the two words of block i. This loop is the hot spot of every sampler, so it works on local numbers and
 * writes into its caller's fresh array.
 */
export const fillBlocks = (key: Key, low: number, high: number, out: Uint32Array): void => {
  const [k0, k1] = [key[0] | 0, key[1] | 0];
  const k2 = k0 ^ k1 ^ PARITY;
  for (let i = 0; i + 1 < out.length; i += 2) {
    let x0 = (low + (i >>> 1) + k0) | 0;
    let x1 = (high + k1) | 0;
    let [first, second, third] = [k1, k2, k0];
    for (let group = 1; group <= 5; group++) {
      const odd = (group & 1) === 1;
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, odd ? 13 : 17) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, odd ? 15 : 29) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, odd ? 26 : 16) ^ x0;
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, odd ? 6 : 24) ^ x0;
      x0 = (x0 + first) | 0;
      x1 = (x1 + second + group) | 0;
      [first, second, third] = [second, third, first];
    }
    out[i] = x0;
    out[i + 1] = x1;
  }
};

/**
 * Threefry-2x32 with 20 rounds: a bijection of 64-bit counters for every 64-bit key, all words unsigned 32-bit.
 *
 * Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { threefry2x32 } from '@sgmrl/prng';
 * deepStrictEqual(threefry2x32([0, 0], [0, 0]), [0x6b200159, 0x99ba4efe]);
 * ```
 */
export const threefry2x32 = (key: Key, counter: readonly [number, number]): Key => {
  const block = new Uint32Array(2);
  fillBlocks(key, counter[0], counter[1], block);
  return [block[0], block[1]];
};
