import * as fc from 'fast-check';
import { boundedGaussianConstants, softmaxConstants } from './policy-constants';
import { curvatureOfCounts, scoreOfCounts, softmaxProbabilities } from '../exact/softmax';

const norm = (x: ArrayLike<number>): number => Math.hypot(...Array.from(x));
const logits = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 3, maxLength: 3 });

it('softmax: score, curvature, its Lipschitz constant and the Fisher information', () => {
  fc.assert(
    fc.property(logits, logits, logits, fc.integer({ min: 0, max: 2 }), (theta, move, v, action) => {
      const pi = softmaxProbabilities(theta, { states: 1, actions: 3 });
      const one = [0, 1, 2].map((a) => (a === action ? 1 : 0));
      expect(norm(scoreOfCounts(pi, one, 3))).toBeLessThanOrEqual(softmaxConstants.score);
      const here = curvatureOfCounts(pi, one, v, 3);
      expect(norm(here)).toBeLessThanOrEqual(softmaxConstants.curvature * norm(v) + 1e-12);
      const there = curvatureOfCounts(
        softmaxProbabilities(
          theta.map((x, i) => x + 0.01 * move[i]),
          { states: 1, actions: 3 },
        ),
        one,
        v,
        3,
      );
      expect(norm(here.map((x, i) => there[i] - x))).toBeLessThanOrEqual(
        softmaxConstants.curvatureLipschitz * 0.01 * norm(move) * norm(v) + 1e-12,
      );
    }),
    { numRuns: 300 },
  );
});

it('softmax: the bounds are attained, or approached', () => {
  const sure = softmaxProbabilities([-30, 30], { states: 1, actions: 2 });
  expect(norm(scoreOfCounts(sure, [1, 0], 2))).toBeCloseTo(softmaxConstants.score, 10);
  const even = softmaxProbabilities([0, 0], { states: 1, actions: 2 });
  const u = [Math.SQRT1_2, -Math.SQRT1_2];
  expect(norm(curvatureOfCounts(even, [1, 0], u, 2))).toBeCloseTo(softmaxConstants.curvature, 12);
  // p(1−p)|1−2p| is greatest where p = ½ ± 1/(2√3).
  const p = 0.5 + 1 / (2 * Math.sqrt(3));
  const theta = [Math.log(p), Math.log(1 - p)];
  const bend = (e: number) =>
    curvatureOfCounts(
      softmaxProbabilities(
        theta.map((x, i) => x + e * u[i]),
        { states: 1, actions: 2 },
      ),
      [1, 0],
      u,
      2,
    );
  const [up, down] = [bend(1e-5), bend(-1e-5)];
  expect(norm(up.map((x, i) => (x - down[i]) / 2e-5))).toBeCloseTo(softmaxConstants.curvatureLipschitz, 8);
});

it('softmax: the fourth derivative is the cumulant of a coin, greatest where it is fair', () => {
  // Along u = (1, −1)/√2 the logit of a coin moves by √2, so log π has the fourth derivative 4κ₄.
  const fourth = (p: number) => 4 * p * (1 - p) * (1 - 6 * p * (1 - p));
  for (let p = 0; p <= 1; p += 0.01)
    expect(Math.abs(fourth(p))).toBeLessThanOrEqual(softmaxConstants.fourthDerivative + 1e-15);
  expect(-fourth(0.5)).toBeCloseTo(softmaxConstants.fourthDerivative, 14);
});

/** The first four cumulants of a Gaussian conditioned on [−1, 1], by quadrature. */
const conditioned = (mean: number, deviation: number): readonly [number, number, number, number] => {
  const cells = 20_000;
  const moments = [0, 0, 0, 0, 0];
  for (let k = 0; k < cells; k++) {
    const a = -1 + (2 * (k + 0.5)) / cells;
    const density = Math.exp(-((a - mean) ** 2) / (2 * deviation ** 2));
    moments.forEach((_m, power) => (moments[power] += density * a ** power));
  }
  const [m1, m2, m3, m4] = [1, 2, 3, 4].map((power) => moments[power] / moments[0]);
  const variance = m2 - m1 ** 2;
  const fourth = m4 - 4 * m3 * m1 + 6 * m2 * m1 ** 2 - 3 * m1 ** 4;
  return [m1, variance, m3 - 3 * m1 * m2 + 2 * m1 ** 3, fourth - 3 * variance ** 2];
};

it('bounded Gaussian: the derivatives of log π in the mean', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: 0.2, max: 3, noNaN: true }),
      (mean, deviation) => {
        const constants = boundedGaussianConstants({
          deviation,
          actionDiameter: 2,
          featureNorm: 1,
        });
        const [m, variance, third, fourth] = conditioned(mean, deviation);
        expect((1 + Math.abs(m)) / deviation ** 2).toBeLessThanOrEqual(constants.score);
        expect(variance / deviation ** 4).toBeLessThanOrEqual(constants.curvature * (1 + 1e-6));
        expect(Math.abs(third) / deviation ** 6).toBeLessThanOrEqual(constants.curvatureLipschitz);
        expect(Math.abs(fourth) / deviation ** 8).toBeLessThanOrEqual(constants.fourthDerivative);
      },
    ),
    { numRuns: 50 },
  );
});
