import * as fc from 'fast-check';
import { bits } from './bits';
import { foldIn, key, split } from './key';
import type { Key } from './key';
import { threefry2x32 } from './threefry';

const seeds = fc.maxSafeInteger();
const keys = seeds.map(key);
const name = (k: Key): string => k.join(' ');

it('key writes a seed in two’s complement over both words', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const [low, high] = key(seed);
      expect((BigInt(high) << 32n) | BigInt(low)).toBe(BigInt.asUintN(64, BigInt(seed)));
    }),
  );
  expect(key(-0)).toEqual([0, 0]);
});

it.each([0.5, NaN, Infinity, -Infinity, 2 ** 53])('key and foldIn refuse %p', (value) => {
  expect(() => key(value)).toThrow(`key: expected a safe integer (|n| < 2^53), found ${String(value)}`);
  expect(() => foldIn([0, 0], value)).toThrow(
    new RangeError(`foldIn: expected a safe integer (|n| < 2^53), found ${String(value)}`),
  );
});

it('split gives n different keys, and key i does not depend on n', () => {
  fc.assert(
    fc.property(keys, fc.nat(50), fc.nat(50), (parent, m, n) => {
      const children = split(parent, m + n);
      expect(new Set(children.map(name)).size).toBe(m + n);
      expect(split(parent, m)).toEqual(children.slice(0, m));
    }),
  );
});

it('split refuses a negative or fractional count', () => {
  expect(() => split([0, 0], -1)).toThrow('split: expected a count (an integer ≥ 0), found -1');
  expect(() => split([0, 0], 1.5)).toThrow(RangeError);
});

it('foldIn is one-to-one in its data, over the whole range of safe integers', () => {
  fc.assert(
    fc.property(keys, seeds, seeds, (parent, a, b) => {
      expect(name(foldIn(parent, a)) === name(foldIn(parent, b))).toBe(a === b);
    }),
  );
  const far = [1, 2 ** 32, 2 ** 32 + 1, 2 ** 52, -1, -(2 ** 32), 0];
  const ends = [1, 2, 3, 4].flatMap((n) => [2 ** 53 - n, n - 2 ** 53]);
  expect(new Set([...far, ...ends].map((data) => name(foldIn([3, 0], data)))).size).toBe(far.length + 8);
});

it('foldIn counts with the exact words of its data, for every key', () => {
  const nearAnEnd = fc.nat(2 ** 31).map((n) => Number.MAX_SAFE_INTEGER - n);
  const data = fc.oneof(
    seeds,
    nearAnEnd,
    nearAnEnd.map((n) => -n),
  );
  fc.assert(
    fc.property(keys, data, (parent, n) => {
      const low = Number(BigInt.asUintN(32, BigInt(n)));
      const high = Number(BigInt.asUintN(24, BigInt(n) >> 32n));
      expect(foldIn(parent, n)).toEqual(threefry2x32(parent, [low, 2 * 2 ** 24 + high]));
    }),
  );
});

it('under one key the blocks of split, foldIn and bits are all different', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: -1000, max: 1000 }), (parent, start) => {
      const n = 50;
      const words = bits(parent, 2 * n);
      const blocks = Array.from(
        { length: n },
        (_, i) => `${String(words[2 * i])} ${String(words[2 * i + 1])}`,
      );
      const folded = Array.from({ length: n }, (_, i) => name(foldIn(parent, start + i)));
      expect(new Set([...split(parent, n).map(name), ...folded, ...blocks]).size).toBe(3 * n);
    }),
  );
});

it('split and foldIn read the counters that they always read', () => {
  // From an independent Threefry in Python: counters (i, 1·2^24) for split, (low, 2·2^24 + high)
  // for foldIn.
  const parent = [0x243f6a88, 0x85a308d3] as const;
  expect(split(parent, 2)).toEqual([
    [0x0a1757c1, 0xebb0c949],
    [0xf677e108, 0xbece6e8a],
  ]);
  expect(foldIn(parent, 0)).toEqual([0xcdc71268, 0x346d9b2f]);
  expect(foldIn(parent, 5)).toEqual([0xca1fc825, 0xb3cca6ee]);
  expect(foldIn(parent, -1)).toEqual([0x14850d92, 0x53ef935f]);
  expect(foldIn(parent, 2 ** 40 + 3)).toEqual([0xa36b2102, 0xd03cefd1]);
  expect(foldIn([3, 0], 2 ** 53 - 2)).toEqual([0x1bce90a8, 0x62175de0]);
  expect(foldIn([3, 0], 2 ** 53 - 3)).toEqual([0x9dedd289, 0xed98fa49]);
});

it('streams of sibling keys, of a parent and its child, and of neighbouring seeds share no word at the same place', () => {
  // Two independent streams of 16 words agree somewhere with probability 16 · 2^−32; 300 pairs:
  // 1e−6.
  fc.assert(
    fc.property(seeds, fc.nat(100), (seed, data) => {
      const parent = key(seed);
      const relatives = [parent, ...split(parent, 2), foldIn(parent, data), key(seed - Math.sign(seed) || 1)];
      const streams = relatives.map((k) => bits(k, 16));
      streams.forEach((stream, i) => {
        for (const other of streams.slice(i + 1)) {
          expect(stream.some((word, place) => word === other[place])).toBe(false);
        }
      });
    }),
    { numRuns: 30 },
  );
});
