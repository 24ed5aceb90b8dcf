import * as fc from 'fast-check';
import { adam, scaleByAdam } from './adam';
import { ascend, expectClose, gradients, updatesOf } from './test-helpers/runs';

/** Adam's moments as explicit weighted sums over all past gradients instead of recurrences. */
const byDefinition = (
  stream: readonly ArrayLike<number>[],
  i: number,
  { beta1, beta2, epsilon }: { beta1: number; beta2: number; epsilon: number },
): number => {
  const t = stream.length;
  const weighted = (beta: number, value: (g: number) => number): number => {
    const weights = stream.map((_, j) => beta ** (t - 1 - j));
    const total = weights.reduce((sum, w) => sum + w, 0);
    return stream.reduce((sum, g, j) => sum + weights[j] * value(g[i]), 0) / total;
  };
  const mean = weighted(beta1, (g) => g);
  const variance = weighted(beta2, (g) => g * g);
  return mean / (Math.sqrt(variance) + epsilon);
};

const decay = fc.double({ min: 0, max: 0.99, noNaN: true });

test('the direction is a weighted mean of gradients over the root of a weighted mean of squares', () => {
  // Σ_j (1 − β)β^{t−j} = 1 − β^t, so bias correction turns the decaying sums into weighted means.
  fc.assert(
    fc.property(gradients, decay, decay, (stream, beta1, beta2) => {
      const options = { beta1, beta2, epsilon: 1e-3 };
      updatesOf(scaleByAdam(options), stream).forEach((update, k) => {
        const expected = [0, 1, 2].map((i) => byDefinition(stream.slice(0, k + 1), i, options));
        expectClose(update, expected, 1e-8);
      });
    }),
  );
});

test('the defaults are those of the paper: β₁ = 0.9, β₂ = 0.999, ε = 1e−8', () => {
  const stream = [
    [1, 1e-8, -3],
    [5, 0, 2],
    [-2, 4e-8, 2],
  ];
  const expected = [0, 1, 2].map((i) => byDefinition(stream, i, { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }));
  expectClose(updatesOf(scaleByAdam(), stream)[2], expected, 1e-9);
});

test('the first step is learningRate·sign(g) up to ε, and zero for a zero gradient', () => {
  const [update] = updatesOf(adam(0.1), [[1e-3, -250, 0]]);
  expectClose(update, [0.1, -0.1, 0], 1e-5 * 0.1 * 1.01);
  // |g|/(|g| + ε) exactly.
  expect(update[0]).toBeCloseTo((0.1 * 1e-3) / (1e-3 + 1e-8), 15);
});

test('ε stands outside the root', () => {
  const [update] = updatesOf(adam(1, { epsilon: 1 }), [[3, -1, 0]]);
  expectClose(update, [3 / 4, -1 / 2, 0], 1e-14);
});

test('the direction does not change when all gradients are scaled (ε aside)', () => {
  fc.assert(
    fc.property(gradients, fc.double({ min: 0.5, max: 50, noNaN: true }), (stream, factor) => {
      const large = stream.map((g) => Array.from(g, (entry) => Math.round(entry) || 1));
      const scaled = large.map((g) => g.map((entry) => factor * entry));
      const expected = updatesOf(scaleByAdam(), large);
      updatesOf(scaleByAdam(), scaled).forEach((update, k) => {
        expectClose(update, expected[k], 1e-7);
      });
    }),
  );
});

test('adam climbs a badly scaled quadratic to its top', () => {
  const curvature = [100, 1, 0.01];
  const gradient = (theta: ArrayLike<number>): number[] => curvature.map((c, i) => c * (1 - theta[i]));
  const found = ascend(adam(0.05), gradient, [0, 0, 0], 2000);
  expectClose(found, [1, 1, 1], 1e-3);
});

test.each([
  ['beta1', { beta1: 1 }],
  ['beta2', { beta2: -0.1 }],
  ['epsilon', { epsilon: 0 }],
])('%s out of range is refused', (name, options) => {
  expect(() => adam(0.1, options)).toThrow(`adam: ${name}: expected a`);
  expect(() => scaleByAdam(options)).toThrow(`scaleByAdam: ${name}: expected a`);
});

test('a learning rate that is not finite is refused', () => {
  expect(() => adam(Infinity)).toThrow(
    new RangeError('adam: learningRate: expected a finite number, found Infinity'),
  );
});
