import { linearQuadratic, linearQuadraticDefault, linearQuadraticReturn } from '@sgmrl/environments';
import { coupled, defaultSettings, innerStep, metaGradientWith, type Algorithm } from '@sgmrl/estimators';
import type { Policy } from '@sgmrl/policies';
import { gaussianMlp, initializeBackend } from '@sgmrl/policies-tfjs';
import { foldIn, key, type Key } from '@sgmrl/prng';
import { collect } from '@sgmrl/rollouts';
import { axpy, norm, scale, subtract, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { redrawFrom } from './redraw';

const spec = { ...linearQuadraticDefault, dimension: 1, horizon: 4, startDeviation: 0.4, noise: 0.1 };
const task = { goal: [0.7], gain: 0.4 };
const environment = linearQuadratic(spec).environment(task);
const discount = 0.9;
const epsilon = 0.1;
const algorithm: Algorithm = {
  ...defaultSettings,
  estimator: coupled(epsilon),
  stepSize: 0.3,
  discount,
  trajectories: 10,
};

/** W, b and log σ, and a direction in which each changes. */
const theta = [-0.5, 0.3, -0.4];
const lambda = [0.6, -1, 0.8];

const of = <Failure, A>(either: E.Either<Failure, A>): A => {
  if (E.isLeft(either)) throw new Error('expected finite numbers');
  return either.right;
};

const linearPolicy = async (): Promise<Policy> =>
  gaussianMlp(of(await initializeBackend()))({
    observationSize: 1,
    actionSize: 1,
    hidden: [],
    activation: 'tanh',
    initialLogStd: 0,
  });

const keys = Array.from({ length: 600 }, (_, i) => foldIn(key(5), i));

interface Sample {
  readonly mean: Vector;
  readonly standardError: Vector;
}

const sampleOf = (vectors: readonly Vector[]): Sample => {
  const n = vectors.length;
  const mean = Float64Array.from(theta, (_, i) => vectors.reduce((sum, x) => sum + x[i], 0) / n);
  const standardError = mean.map((m, i) =>
    Math.sqrt(vectors.reduce((sum, x) => sum + (x[i] - m) * (x[i] - m), 0) / (n - 1) / n),
  );
  return { mean, standardError };
};

/** What a coupled difference adds to λ under each key. */
const differences = (policy: Policy): readonly Vector[] => {
  const batch = of(collect(environment, policy)(theta, 10, key(0)));
  const outer = { scale: 1, gradient: lambda, value: 0, valueAbove: () => 0, gradientAt: () => lambda };
  const trace = { steps: [innerStep(algorithm)(theta, batch)], outer };
  const estimate = metaGradientWith(policy, algorithm);
  return keys.map((root) =>
    subtract(of(estimate(redrawFrom(environment, policy, algorithm, root))(trace)).gradient, lambda),
  );
};

/** α‖λ‖ [g(θ + ελ̂) − g(θ − ελ̂)]/2ε with random numbers of each side's own. */
const uncoupled = (policy: Policy): readonly Vector[] => {
  const side = (root: Key, sign: number): Vector =>
    of(
      redrawFrom(
        environment,
        policy,
        algorithm,
        root,
      )(0, axpy((sign * epsilon) / norm(lambda), lambda, theta)),
    ).gradient;
  return keys.map((root) =>
    scale(
      (algorithm.stepSize * norm(lambda)) / (2 * epsilon),
      subtract(side(foldIn(root, 1), 1), side(foldIn(root, 2), -1)),
    ),
  );
};

const withinFive = ({ mean, standardError }: Sample, expected: Vector): void => {
  Array.from(mean).forEach((x, i) => {
    expect(Math.abs(x - expected[i])).toBeLessThan(5 * standardError[i]);
  });
};

it('has the mean α∇²J λ, up to ε², and far less noise than with random numbers of their own', async () => {
  const policy = await linearPolicy();
  const returnAt = linearQuadraticReturn(spec, task, discount);
  const { data } = returnAt(theta).hessian;
  const product = theta.map(
    (_, i) => algorithm.stepSize * lambda.reduce((sum, x, j) => sum + data[i * theta.length + j] * x, 0),
  );
  const [above, below] = [1, -1].map(
    (sign) => returnAt(axpy((sign * epsilon) / norm(lambda), lambda, theta)).gradient,
  );
  const difference = scale((algorithm.stepSize * norm(lambda)) / (2 * epsilon), subtract(above, below));

  const found = sampleOf(differences(policy));
  withinFive(found, difference);
  // ε² is worth a few hundredths of the product, five standard errors a quarter.
  expect(norm(subtract(difference, product))).toBeLessThan(0.03 * norm(product));
  expect(norm(subtract(found.mean, product))).toBeLessThan(0.25 * norm(product));
  expect(5 * norm(found.standardError)).toBeLessThan(0.25 * norm(product));

  const alone = sampleOf(uncoupled(policy));
  withinFive(alone, difference);
  expect(norm(alone.standardError)).toBeGreaterThan(3 * norm(found.standardError));
});
