import { dot, norm } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { clipByGlobalNorm } from './clip-by-global-norm';
import { gradients, updatesOf } from './test-helpers/runs';

test('clipping keeps the direction, and the norm up to maxNorm', () => {
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

test.each([
  [4, [2.4, 3.2]],
  [5, [3, 4]],
  [6, [3, 4]],
])('(3, 4), of norm 5, with maxNorm %p becomes %p', (maxNorm, expected) => {
  const [update] = updatesOf(clipByGlobalNorm(maxNorm), [[3, 4]]);
  Array.from(update).forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i], 14);
  });
});

test('a gradient that is not finite stays so', () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    const [[, entry]] = updatesOf(clipByGlobalNorm(1), [[1, bad, 2]]);
    expect(Number.isFinite(entry)).toBe(false);
  }
});

test.each([0, -1, NaN, Infinity])('maxNorm %p is refused', (maxNorm) => {
  expect(() => clipByGlobalNorm(maxNorm)).toThrow(
    `clipByGlobalNorm: maxNorm: expected a positive finite number, found ${String(maxNorm)}`,
  );
});
