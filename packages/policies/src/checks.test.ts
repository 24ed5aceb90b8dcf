import type { Matrix } from '@sgmrl/vector';
import { categoricalMlp } from './categorical-mlp';
import { gaussianMlp } from './gaussian-mlp';
import type { Policy } from './policy';
import { startBackend } from './test-support/backend';

const matrix = (rows: number, columns: number, data: readonly number[]): Matrix => ({ rows, columns, data });

const observations = matrix(2, 2, [0.5, -1, 2, 0.25]);

/** Everything that a policy does with actions. */
const operations = (policy: Policy, actions: Matrix) => {
  const theta = new Float64Array(policy.dimension).fill(0.1);
  const data = { observations, actions };
  const w = [1, -2];
  return [
    () => policy.logProbability(theta, data),
    () => policy.weightedScore(theta, data, w),
    () => policy.weightedScores(theta, data, [w, w]),
    () => policy.directionalDerivative(theta, data, theta),
    () => policy.hessianVectorProduct(theta, data, w, theta),
    () => policy.curvatureAndScore(theta, data, w, theta, (d) => d),
  ];
};

const spec = { observationSize: 2, hidden: [3], activation: 'tanh' as const };

describe('actions that do not fit', () => {
  it.each([
    ['too few rows', matrix(1, 2, [1, 2]), /expected 2 × 2 numbers.*found 1 × 2/],
    ['too many rows', matrix(3, 2, [1, 2, 3, 4, 5, 6]), /found 3 × 2/],
    ['too few columns', matrix(2, 1, [1, 2]), /found 2 × 1/],
    ['too few numbers', matrix(2, 2, [1, 2, 3]), /with 3 numbers/],
  ])('are refused by a Gaussian MLP: %s', async (_, actions, message) => {
    const policy = gaussianMlp(await startBackend())({ ...spec, actionSize: 2, initialLogStd: 0 });
    operations(policy, actions).forEach((operation) => {
      expect(operation).toThrow(RangeError);
      expect(operation).toThrow(message);
    });
  });

  it.each([
    ['too few rows', matrix(1, 1, [1]), /expected 2 × 1 numbers.*found 1 × 1/],
    ['too many columns', matrix(2, 2, [1, 0, 1, 0]), /found 2 × 2/],
    ['one past the last', matrix(2, 1, [2, 3]), /expected an integer from 0 to 2, found 3 in row 1/],
    ['below the first', matrix(2, 1, [-1, 2]), /found -1 in row 0/],
    ['a fraction', matrix(2, 1, [0, 0.5]), /found 0.5 in row 1/],
    ['not a number', matrix(2, 1, [0, NaN]), /found NaN in row 1/],
  ])('are refused by a categorical MLP: %s', async (_, actions, message) => {
    const policy = categoricalMlp(await startBackend())({ ...spec, actions: 3 });
    operations(policy, actions).forEach((operation) => {
      expect(operation).toThrow(RangeError);
      expect(operation).toThrow(message);
    });
  });

  it('are told from those that do', async () => {
    const backend = await startBackend();
    const gaussian = gaussianMlp(backend)({ ...spec, actionSize: 2, initialLogStd: 0 });
    const categorical = categoricalMlp(backend)({ ...spec, actions: 3 });
    [
      // A diverged run meets such actions, and says so by itself
      ...operations(gaussian, matrix(2, 2, [1, NaN, 3, Infinity])),
      ...operations(categorical, matrix(2, 1, [0, 2])),
    ].forEach((operation) => expect(operation).not.toThrow());
  });
});
