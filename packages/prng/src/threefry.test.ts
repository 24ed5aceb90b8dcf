import * as fc from 'fast-check';
import type { Key } from './key';
import { fillBlocks, threefry2x32 } from './threefry';

const word = fc.integer({ min: 0, max: 0xffffffff });
const pair = fc.tuple(word, word);

it.each([
  [
    [0, 0],
    [0, 0],
    [0x6b200159, 0x99ba4efe],
  ],
  [
    [0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x1cb996fc, 0xbb002be7],
  ],
  [
    [0x13198a2e, 0x03707344],
    [0x243f6a88, 0x85a308d3],
    [0xc4923a9c, 0x483df7a0],
  ],
] as const)('threefry2x32 gives the known answer of Random123 for key %p', (key, counter, answer) => {
  expect(threefry2x32(key, counter)).toEqual(answer);
});

it('different counters give different blocks (a bijection for each key)', () => {
  fc.assert(
    fc.property(pair, pair, pair, (key, a, b) => {
      fc.pre(a[0] !== b[0] || a[1] !== b[1]);
      expect(threefry2x32(key, a)).not.toEqual(threefry2x32(key, b));
    }),
  );
});

it('flipping any one bit of the counter or the key flips about half of the output', () => {
  // 128 single-bit flips × 64 output bits: 8192 fair coins, mean 4096, standard deviation 45; ±180
  // is 4 of them.
  const key = [0x243f6a88, 0x85a308d3] as const;
  const counter = [0x13198a2e, 0x03707344] as const;
  const ones = (x: number): number => [...(x >>> 0).toString(2)].filter((digit) => digit === '1').length;
  const differing = ([a, b]: Key, [c, d]: Key): number => ones(a ^ c) + ones(b ^ d);
  const base = threefry2x32(key, counter);
  let flips = 0;
  for (let bit = 0; bit < 32; bit++) {
    const mask = 1 << bit;
    flips += differing(base, threefry2x32([key[0] ^ mask, key[1]], counter));
    flips += differing(base, threefry2x32([key[0], key[1] ^ mask], counter));
    flips += differing(base, threefry2x32(key, [counter[0] ^ mask, counter[1]]));
    flips += differing(base, threefry2x32(key, [counter[0], counter[1] ^ mask]));
  }
  expect(Math.abs(flips - 4096)).toBeLessThan(180);
});

it('fillBlocks steps the low word of the counter, which wraps at 2^32', () => {
  const out = new Uint32Array(6);
  fillBlocks([1, 2], 0xffffffff, 9, out);
  const expected = [0xffffffff, 0, 1].flatMap((low) => threefry2x32([1, 2], [low, 9]));
  expect([...out]).toEqual(expected);
});
