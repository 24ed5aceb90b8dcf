import * as fc from 'fast-check';
import { bits } from './bits';
import { threefry2x32 } from './threefry';

it('bits are the blocks at counters (0, 0), (1, 0), …, whatever the count', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(40), (a, b, n) => {
      const stream = Array.from({ length: n }, (_, i) => threefry2x32([a, b], [i >>> 1, 0])[i & 1]);
      expect([...bits([a, b], n)]).toEqual(stream);
    }),
  );
});

it('bits refuses what is not a count', () => {
  expect(() => bits([0, 0], 2.5)).toThrow('bits: expected a count (an integer ≥ 0), found 2.5');
  expect(() => bits([0, 0], NaN)).toThrow(RangeError);
});

it('bytes are uniform (χ², 99.9 % confidence)', () => {
  const counts = new Array<number>(256).fill(0);
  const words = bits([17, 4], 100_000);
  for (const byte of new Uint8Array(words.buffer)) counts[byte] += 1;
  const expected = (4 * words.length) / 256;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // The 0.0005 and 0.9995 quantiles of χ² with 255 degrees of freedom.
  expect(chiSquare).toBeGreaterThan(186);
  expect(chiSquare).toBeLessThan(336);
});
