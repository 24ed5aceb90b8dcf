import { exp } from '@sgmrl/elementary';
import { add, axpy, dot, matrixFromRows, norm, scale, subtract, zeros, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { dataOf, near, type PolicyExample, type PolicyPredicate, type JudgedPolicy } from './policy-example';
import { rowsOf } from './sampled-actions';
import { sameData } from './same-data';
import { bothHold, forEvery, verdict } from './verdict';

/** (f(θ + hv) − f(θ − hv)) / 2h */
const central = (f: (parameters: Vector) => Vector, at: Vector, v: Vector, h: number): Vector =>
  scale(1 / (2 * h), subtract(f(axpy(h, v, at)), f(axpy(-h, v, at))));

/** (4 D(h/2) − D(h)) / 3 of central differences D: off by h⁴ rather than h² (Richardson, 1911). */
const difference = (f: (parameters: Vector) => Vector, at: Vector, v: Vector, h: number): Vector =>
  axpy(-1 / 3, central(f, at, v, h), scale(4 / 3, central(f, at, v, h / 2)));

/** For each action of a discrete space: log π of it in every observation. */
const everyAction = (
  { policy }: JudgedPolicy,
  size: number,
  { observations, parameters }: PolicyExample,
): readonly Vector[] =>
  Array.from({ length: size }, (_, a) =>
    policy.logProbability(parameters, {
      observations: matrixFromRows(observations),
      actions: matrixFromRows(observations.map(() => [a])),
    }),
  );

/** Σ_a π(a|s) = 1 */
export const sumsToOne =
  (size: number): PolicyPredicate =>
  (subject, example) => {
    const logs = everyAction(subject, size, example);
    return near(
      'Σ_a π(a|s) and 1',
      example.observations.map((_, k) => logs.reduce((sum, log) => sum + exp(log[k]), 0)),
      example.observations.map(() => 1),
      subject.tolerance,
    );
  };

/** E_a[∇log π(a|s)] = 0 */
export const scoreHasMeanZero =
  (size: number): PolicyPredicate =>
  (subject, example) => {
    const { policy, tolerance } = subject;
    const { observations, parameters, v } = example;
    const logs = everyAction(subject, size, example);
    const means = observations.map((_, k) =>
      logs.reduce((sum, log, a) => {
        const row = {
          observations: matrixFromRows([observations[k]]),
          actions: matrixFromRows([[a]]),
        };
        // An action without probability has no score.
        return log[k] === -Infinity
          ? sum
          : sum + exp(log[k]) * policy.directionalDerivative(parameters, row, v)[0];
      }, 0),
    );
    return near(
      'E_a⟨∇log π, v⟩ and 0',
      means,
      observations.map(() => 0),
      tolerance * (1 + norm(v)),
    );
  };

/** ∇log π is the gradient of log π, in both its operations. */
export const scoreIsGradient: PolicyPredicate = (subject, example) => {
  const { policy, tolerance, differenceTolerance, differenceStep } = subject;
  const { parameters, weights, v } = example;
  const data = dataOf(subject, example);
  const directional = policy.directionalDerivative(parameters, data, v);
  return bothHold(
    near(
      '⟨Σ w ∇log π, v⟩ and Σ w ⟨∇log π, v⟩',
      [dot(policy.weightedScore(parameters, data, weights), v)],
      [dot(weights, directional)],
      tolerance,
    ),
    () =>
      near(
        '⟨∇log π, v⟩ and the finite difference of log π',
        directional,
        difference((theta) => policy.logProbability(theta, data), parameters, v, differenceStep),
        differenceTolerance,
      ),
  );
};

/** ∇²log π is symmetric and the derivative of ∇log π. */
export const curvatureIsHessian: PolicyPredicate = (subject, example) => {
  const { policy, tolerance, differenceTolerance, differenceStep } = subject;
  const { parameters, weights, v, u } = example;
  const data = dataOf(subject, example);
  const product = policy.hessianVectorProduct(parameters, data, weights, v);
  return bothHold(
    near(
      '⟨u, Hv⟩ and ⟨v, Hu⟩',
      [dot(u, product)],
      [dot(v, policy.hessianVectorProduct(parameters, data, weights, u))],
      tolerance,
    ),
    () =>
      near(
        'Σ w ∇²log π v and the finite difference of Σ w ∇log π',
        product,
        difference((theta) => policy.weightedScore(theta, data, weights), parameters, v, differenceStep),
        differenceTolerance,
      ),
  );
};

/** curvatureAndScore is the sum of its parts. */
export const combinedIsSum: PolicyPredicate = (subject, example) => {
  const { policy, tolerance } = subject;
  const { parameters, weights, v } = example;
  const data = dataOf(subject, example);
  const omega = (directional: Vector): Vector => Array.from(directional, (d, k) => (k + 1) * d - 0.5);
  const score = policy.weightedScore(
    parameters,
    data,
    omega(policy.directionalDerivative(parameters, data, v)),
  );
  return near(
    'curvatureAndScore and the sum of its parts',
    policy.curvatureAndScore(parameters, data, weights, v, omega),
    axpy(1, policy.hessianVectorProduct(parameters, data, weights, v), score),
    tolerance,
  );
};

/** More than the 128 that a kernel may take at once. */
const manyRows = 130;

/**
 * Results for many rows are those for single rows, or their sums. The rows of the example come
 * again and again, so that few single ones have to be computed.
 */
export const manyRowsAreSingleRows: PolicyPredicate = (subject, example) => {
  const { policy, tolerance } = subject;
  const { parameters, v } = example;
  const { observations, actions } = dataOf(subject, example);
  const [seen, done] = [rowsOf(observations), rowsOf(actions)];
  const place = (k: number): number => k % seen.length;
  const weights = Array.from({ length: manyRows }, (_, k) => (1 + (k % 7)) / 64);
  const many = {
    observations: matrixFromRows(weights.map((_, k) => seen[place(k)])),
    actions: matrixFromRows(weights.map((_, k) => done[place(k)])),
  };
  const single = seen.map((observation, i) => {
    const row = { observations: matrixFromRows([observation]), actions: matrixFromRows([done[i]]) };
    return {
      log: policy.logProbability(parameters, row)[0],
      score: Array.from(policy.weightedScore(parameters, row, [1])),
      directional: policy.directionalDerivative(parameters, row, v)[0],
      product: Array.from(policy.hessianVectorProduct(parameters, row, [1], v)),
    };
  });
  const sum = (of: (i: number) => Vector): Vector =>
    weights.reduce<Vector>((total, w, k) => axpy(w, of(place(k)), total), zeros(v.length));
  const score = sum((i) => single[i].score);
  const product = sum((i) => single[i].product);
  const both = add(
    product,
    sum((i) => scale(single[i].directional, single[i].score)),
  );
  const found: readonly (readonly [string, () => Vector, Vector])[] = [
    ['log π', () => policy.logProbability(parameters, many), weights.map((_, k) => single[place(k)].log)],
    [
      '⟨∇log π, v⟩',
      () => policy.directionalDerivative(parameters, many, v),
      weights.map((_, k) => single[place(k)].directional),
    ],
    ['weightedScore', () => policy.weightedScore(parameters, many, weights), score],
    ['weightedScores', () => policy.weightedScores(parameters, many, [weights])[0], score],
    ['hessianVectorProduct', () => policy.hessianVectorProduct(parameters, many, weights, v), product],
    [
      'curvatureAndScore',
      () => policy.curvatureAndScore(parameters, many, weights, v, (d) => weights.map((w, k) => w * d[k])),
      both,
    ],
  ];
  return forEvery(found, ([what, together, alone]) =>
    near(`${what} of ${String(manyRows)} rows and of single ones`, together(), alone, tolerance),
  );
};

/** weightedScores is weightedScore of each weights, to the bit. */
export const scoresAreOneByOne: PolicyPredicate = (subject, example) => {
  const { policy } = subject;
  const { parameters, weights } = example;
  const data = dataOf(subject, example);
  const last = weights.length - 1;
  const several = [
    weights,
    weights.map((w) => 2 - w),
    weights.map(() => 0),
    weights.map((_, k) => (k === 0 ? 1 : 0)),
    weights.map((_, k) => (k === last ? 1 : 0)),
  ];
  const together = policy.weightedScores(parameters, data, several).map((score) => Array.from(score));
  const alone = several.map((w) => Array.from(policy.weightedScore(parameters, data, w)));
  return verdict(
    sameData(together, alone),
    () => `${fc.stringify(together)} and ${fc.stringify(alone)} for weights ${fc.stringify(several)}`,
  );
};
