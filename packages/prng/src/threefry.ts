import { checkKey } from './check-key';

/** Two unsigned 32-bit words: a key, a counter, or a block. */
type Words = readonly [number, number];

/** The constant C240 of Salmon et al., cut to 32 bits: the parity word of the key schedule. */
const PARITY = 0x1bd11bda;

const rotateLeft = (word: number, distance: number): number =>
  (word << distance) | (word >>> (32 - distance));

/**
 * The block at a counter. It is the hot spot of every sampler: two groups of four rounds a turn,
 * whose distances are constants then, on local numbers; where it is called often, engines do
 * without the array.
 */
const block = (k0: number, k1: number, low: number, high: number): Words => {
  let x0 = (low + k0) | 0;
  let x1 = (high + k1) | 0;
  let [first, second, third] = [k1, k0 ^ k1 ^ PARITY, k0];
  for (let group = 1; ; group += 2) {
    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, 13) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, 15) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, 26) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, 6) ^ x0;
    x0 = (x0 + first) | 0;
    x1 = (x1 + second + group) | 0;
    if (group === 5) return [x0 >>> 0, x1 >>> 0];
    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, 17) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, 29) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, 16) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotateLeft(x1, 24) ^ x0;
    x0 = (x0 + second) | 0;
    x1 = (x1 + third + group + 1) | 0;
    [first, second, third] = [third, first, second];
  }
};

/**
 * Fills `out`, its caller's fresh array, with Threefry-2x32 blocks at counters (low, high), (low +
 * 1, high), …: entries 2i and 2i + 1 are the two words of block i.
 */
export const fillBlocks = (key: Words, low: number, high: number, out: Uint32Array): void => {
  checkKey(key);
  const [k0, k1] = [key[0] | 0, key[1] | 0];
  for (let i = 0; i + 1 < out.length; i += 2) {
    const words = block(k0, k1, low + (i >>> 1), high);
    out[i] = words[0];
    out[i + 1] = words[1];
  }
};

/**
 * Threefry-2x32 with 20 rounds: a bijection of 64-bit counters for every 64-bit key, all words
 * unsigned 32-bit.
 *
 * Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC
 * 2011.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { threefry2x32 } from '@sgmrl/prng';
 * deepStrictEqual(threefry2x32([0, 0], [0, 0]), [0x6b200159, 0x99ba4efe]);
 * ```
 */
export const threefry2x32 = (key: Words, counter: Words): Words =>
  block(key[0] | 0, key[1] | 0, counter[0], counter[1]);
