import { dot, norm } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { clipByGlobalNorm } from './clip-by-global-norm';
import { gradients, updatesOf } from './testing/runs';

it('clipping keeps the direction, and the norm up to maxNorm', () => {
  fc.assert(
    fc.property(gradients, fc.double({ min: 0.01, max: 100, noNaN: true }), (stream, maxNorm) => {
      updatesOf(clipByGlobalNorm(maxNorm), stream).forEach((update, k) => {
        const before = norm(stream[k]);
        const after = norm(update);
        if (before <= maxNorm) expect(update).toEqual(stream[k]);
        else expect(Math.abs(after - maxNorm)).toBeLessThanOrEqual(1e-12 * maxNorm);
        // Products below the normal numbers have no relative precision.
        expect(dot(update, stream[k])).toBeGreaterThanOrEqual(after * before * (1 - 1e-12) - 1e-300);
      });
    }),
  );
});

it.each([
  [4, [2.4, 3.2]],
  [5, [3, 4]],
  [6, [3, 4]],
])('(3, 4), of norm 5, with maxNorm %p becomes %p', (maxNorm, expected) => {
  const [update] = updatesOf(clipByGlobalNorm(maxNorm), [[3, 4]]);
  Array.from(update).forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i], 14);
  });
});

it('a gradient shortened by a power of two keeps every digit', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 2 }), (gradient) => {
      const [update] = updatesOf(clipByGlobalNorm(norm(gradient) / 4), [gradient]);
      expect(Array.from(update)).toEqual(gradient.map((entry) => entry / 4));
    }),
  );
});

it('a gradient that is not finite stays so', () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    const [[, entry]] = updatesOf(clipByGlobalNorm(1), [[1, bad, 2]]);
    expect(Number.isFinite(entry)).toBe(false);
  }
});

it.each([0, -1, NaN, Infinity])('maxNorm %p is refused', (maxNorm) => {
  expect(() => clipByGlobalNorm(maxNorm)).toThrow(
    `clipByGlobalNorm: maxNorm: expected a positive finite number, found ${String(maxNorm)}`,
  );
});

it('whatever its size, a gradient that is too long keeps its direction and gets the norm', () => {
  const entry = fc.double({ min: -1, max: 1, noNaN: true });
  const size = fc.integer({ min: -290, max: 308 });
  fc.assert(
    fc.property(
      fc.tuple(entry, entry, entry),
      size,
      fc.integer({ min: -290, max: 300 }),
      (ratios, of, to) => {
        fc.pre(norm(ratios) > 0.1);
        const [length, maxNorm] = [Number(`1e${String(of)}`), Number(`1e${String(to)}`)];
        const gradient = ratios.map((ratio) => ratio * length);
        fc.pre(of > to);
        const [update] = updatesOf(clipByGlobalNorm(maxNorm), [gradient]);
        update.forEach((x, i) => {
          expect(Math.abs(x / maxNorm - ratios[i] / norm(ratios))).toBeLessThan(1e-12);
        });
      },
    ),
  );
});

it('a gradient whose norm is beyond the numbers is shortened as others are', () => {
  const [update] = updatesOf(clipByGlobalNorm(5), [[1.7e308, -1.7e308, 0]]);
  expect(update.map((x) => x / 5)).toEqual(
    [Math.SQRT1_2, -Math.SQRT1_2, 0].map((x) => expect.closeTo(x, 14)),
  );
});
