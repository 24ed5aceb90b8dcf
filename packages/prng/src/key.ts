import { checkKey } from './check-key';
import { checkCount } from './count';
import { fillBlocks, threefry2x32 } from './threefry';

/**
 * A random key: two unsigned 32-bit words. Plain immutable data; using the same key twice gives the
 * same numbers.
 */
export type Key = readonly [number, number];

/**
 * What a key is used for, written in the top byte of the counter's high word. Threefry is a
 * bijection of counters, so under one key no block of one domain equals a block of another.
 */
export const DOMAIN = { bits: 0, split: 1 << 24, fold: 2 << 24 } as const;

const checkInteger = (caller: string, value: number): void => {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${caller}: expected a safe integer (|n| < 2^53), found ${String(value)}`);
  }
};

/** ⌊n / 2^32⌋, the part of a safe integer above its low word; in [−2^21, 2^21). */
const highPart = (n: number): number => Math.floor(n / 0x1_0000_0000);

/**
 * The key of a seed: its two's-complement words [low, high], so different seeds give different
 * keys.
 *
 * @throws RangeError unless `seed` is a safe integer (|seed| < 2^53); negative seeds are welcome.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { key } from '@sgmrl/prng';
 * deepStrictEqual(key(7), [7, 0]);
 * deepStrictEqual(key(2 ** 32), [0, 1]);
 * deepStrictEqual(key(-1), [0xffffffff, 0xffffffff]);
 * ```
 */
export const key = (seed: number): Key => {
  checkInteger('key', seed);
  return [seed >>> 0, highPart(seed) >>> 0];
};

/**
 * `n` new keys, independent of each other and of everything else drawn from `key`. Key i does not
 * depend on n.
 *
 * @throws RangeError unless `n` is an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, notDeepStrictEqual } from 'node:assert';
 * import { key, split } from '@sgmrl/prng';
 * const [first, second] = split(key(0), 2);
 * notDeepStrictEqual(first, second);
 * deepStrictEqual(split(key(0), 3)[1], second);
 * ```
 */
export const split = (key: Key, n: number): readonly Key[] => {
  checkCount('split', n);
  const words = new Uint32Array(2 * n);
  fillBlocks(key, 0, DOMAIN.split, words);
  return Array.from({ length: n }, (_, i): Key => [words[2 * i], words[2 * i + 1]]);
};

/**
 * The key that `data` selects among the 2^54 children of `key`: use it to name a stream by a number
 * (an iteration, a task, a step) without keeping state. Different `data` give different keys.
 *
 * @throws RangeError unless `key` is a key and `data` is a safe integer (|data| < 2^53).
 *
 * @example
 * ```ts
 * import { deepStrictEqual, notDeepStrictEqual } from 'node:assert';
 * import { foldIn, key } from '@sgmrl/prng';
 * deepStrictEqual(foldIn(key(0), 5), foldIn(key(0), 5));
 * notDeepStrictEqual(foldIn(key(0), 5), foldIn(key(0), 6));
 * ```
 */
export const foldIn = (key: Key, data: number): Key => {
  checkKey(key);
  checkInteger('foldIn', data);
  // A word, not `data` itself: added to a word of the key, a number near 2^53 would be rounded.
  return threefry2x32(key, [data >>> 0, DOMAIN.fold | (highPart(data) & 0xffffff)]);
};
