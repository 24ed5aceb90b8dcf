import * as fc from 'fast-check';
import { normalQuantile } from './normal-quantile';
import { upperTail } from './testing/statistics';

it.each([
  // Published percentage points, and for 1e−10 and 1e−16 those of Python's statistics module.
  [0.75, 0.6744897501960817],
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.999, 3.090232306167813],
  [1e-10, -6.361340902404056],
  [1e-16, -8.222082216130435],
])('Φ⁻¹(%p) = %p', (p, z) => {
  expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(4e-15);
});

it('Φ⁻¹ is odd about one half', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 52 }), (i) => {
      const p = i * 2 ** -53;
      expect(normalQuantile(1 - p) + normalQuantile(p)).toBe(0);
    }),
  );
  expect(normalQuantile(0.5)).toBe(0);
});

it('Φ(Φ⁻¹(p)) = p in the centre, the shoulders and the tails', () => {
  fc.assert(
    fc.property(fc.double({ min: Math.log(1e-16), max: Math.log(0.5), noNaN: true }), (logP) => {
      const p = Math.exp(logP);
      expect(Math.abs(upperTail(-normalQuantile(p)) / p - 1)).toBeLessThan(1e-13);
    }),
  );
});
