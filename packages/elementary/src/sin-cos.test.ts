import * as fc from 'fast-check';
import { cos, sin, tan } from './sin-cos';
import { exactCos, exactSin, fixed, unitsOff } from './testing/exact';

const angles = fc.oneof(
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.integer({ min: -50, max: 50 }).map((k) => (k * Math.PI) / 2),
  fc.double({ min: -1e-6, max: 1e-6, noNaN: true }),
);

it('sin and cos are less than one unit in the last place off, near their zeros as well', () => {
  fc.assert(
    fc.property(angles, (x) => {
      fc.pre(Math.abs(x) > 1e-100);
      expect(unitsOff(sin(x), exactSin(fixed(x)))).toBeLessThan(1);
      expect(unitsOff(cos(x), exactCos(fixed(x)))).toBeLessThan(1);
    }),
    { numRuns: 400 },
  );
});

it('far angles: sin² + cos² = 1, and the double angle', () => {
  fc.assert(
    fc.property(fc.double({ min: 100, max: 1e300, noNaN: true }), (x) => {
      const [s, c] = [sin(x), cos(x)];
      expect(Math.abs(s * s + c * c - 1)).toBeLessThan(1e-15);
      expect(Math.abs(sin(2 * x) - 2 * s * c)).toBeLessThan(1e-15);
      expect(Math.abs(cos(2 * x) - (c - s) * (c + s))).toBeLessThan(1e-15);
      expect([sin(-x), cos(-x)]).toEqual([-s, c]);
    }),
  );
});

it.each([
  // J.-M. Muller, "Elementary functions", 2nd ed., section 9.1: the double nearest to a multiple of
  // π/2 has this cosine.
  ['cos', cos, 6381956970095103 * 2 ** 797, -4.68716592425462761112e-19],
  // K. Ng, "Argument reduction for huge arguments: good to the last bit", 1992.
  ['sin', sin, 1e22, -0.8522008497671888017727],
  ['cos', cos, 1e22, 0.5232147853951389454975],
])('%s of a famous angle', (_name, f, x, expected) => {
  expect(f(x)).toBe(expected);
});

it('no angle', () => {
  for (const x of [Infinity, -Infinity, NaN]) expect([sin(x), cos(x), tan(x)]).toEqual([NaN, NaN, NaN]);
  expect([sin(-0), tan(-0)]).toEqual([-0, -0]);
});

it('tan is the slope of the angle', () => {
  expect(tan(Math.PI / 3)).toBeCloseTo(Math.sqrt(3), 14);
  expect(tan(-Math.PI / 4)).toBeCloseTo(-1, 15);
});
