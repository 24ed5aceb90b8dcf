import { exp } from '@sgmrl/elementary';
import type { Space } from '@sgmrl/environments';
import type { Policy, StateActions } from '@sgmrl/policies';
import { foldIn, type Key } from '@sgmrl/prng';
import { axpy, dot, matrixFromRows, norm, scale, subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { elementsOf, keys } from './arbitraries';
import { law, type Law } from './law';
import { sameData } from './same-data';
import { bothHold, forEvery, verdict, type Verdict } from './verdict';

/** A policy, the spaces it is for, and how exact its arithmetic is. */
export interface PolicySubject {
  readonly policy: Policy;
  readonly observationSpace: Space;
  readonly actionSpace: Space;
  /** Relative error that two ways to compute the same may have: 1e−9 for float64, 1e−4 for float32. */
  readonly tolerance: number;
  /** The same for a finite difference and the derivative it approaches: 1e−6 for float64, 1e−2 for float32. */
  readonly differenceTolerance: number;
  /** Step of the finite differences: 1e−4 for float64, 1e−2 for float32. */
  readonly differenceStep: number;
}

/** One example: parameters, two rows of data with weights, two directions. */
export interface PolicyExample {
  readonly key: Key;
  readonly parameters: readonly number[];
  readonly observations: readonly (readonly number[])[];
  readonly actions: readonly (readonly number[])[];
  readonly weights: readonly number[];
  readonly v: readonly number[];
  readonly u: readonly number[];
}

const rows = 2;

const examples = ({ policy, observationSpace, actionSpace }: PolicySubject): fc.Arbitrary<PolicyExample> => {
  const numbers = (length: number): fc.Arbitrary<readonly number[]> =>
    fc.array(
      fc.integer({ min: -16, max: 16 }).map((n) => n / 16),
      { minLength: length, maxLength: length },
    );
  const rowsOf = (space: Space): fc.Arbitrary<readonly (readonly number[])[]> =>
    fc.array(elementsOf(space), { minLength: rows, maxLength: rows });
  return fc.record({
    key: keys,
    parameters: numbers(policy.dimension),
    observations: rowsOf(observationSpace),
    actions: rowsOf(actionSpace),
    weights: numbers(rows),
    v: numbers(policy.dimension),
    u: numbers(policy.dimension),
  });
};

const dataOf = ({ observations, actions }: PolicyExample): StateActions => ({
  observations: matrixFromRows(observations),
  actions: matrixFromRows(actions),
});

const near = (what: string, found: Vector, expected: Vector, tolerance: number): Verdict => {
  const distance = norm(subtract(found, expected));
  return verdict(
    distance <= tolerance * (1 + norm(expected)),
    () =>
      `${what}: ${fc.stringify([...Array.from(found)])} and ${fc.stringify([...Array.from(expected)])}, ${distance.toExponential(2)} apart`,
  );
};

/** (f(θ + hv) − f(θ − hv)) / 2h */
const difference = (f: (parameters: Vector) => Vector, at: Vector, v: Vector, h: number): Vector =>
  scale(1 / (2 * h), subtract(f(axpy(h, v, at)), f(axpy(-h, v, at))));

type Predicate = (subject: PolicySubject, example: PolicyExample) => Verdict;

/** For each action of a discrete space: log π of it in every observation. */
const everyAction = (
  { policy }: PolicySubject,
  size: number,
  { observations, parameters }: PolicyExample,
): readonly Vector[] =>
  Array.from({ length: size }, (_, a) =>
    policy.logProbability(parameters, {
      observations: matrixFromRows(observations),
      actions: matrixFromRows(observations.map(() => [a])),
    }),
  );

const sumsToOne =
  (size: number): Predicate =>
  (subject, example) => {
    const logs = everyAction(subject, size, example);
    return near(
      'Σ_a π(a|s) and 1',
      example.observations.map((_, k) => logs.reduce((sum, log) => sum + exp(log[k]), 0)),
      example.observations.map(() => 1),
      subject.tolerance,
    );
  };

const scoreHasMeanZero =
  (size: number): Predicate =>
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
        return sum + exp(log[k]) * policy.directionalDerivative(parameters, row, v)[0];
      }, 0),
    );
    return near(
      'E_a⟨∇log π, v⟩ and 0',
      means,
      observations.map(() => 0),
      tolerance * (1 + norm(v)),
    );
  };

const samplesFollowProbabilities =
  (size: number): Predicate =>
  (subject, example) => {
    const [observation] = example.observations;
    const draws = 2000;
    const sampled = subject.policy.sample(
      example.parameters,
      matrixFromRows(Array.from({ length: draws }, () => observation)),
      foldIn(example.key, 1),
    ).data;
    return forEvery(everyAction(subject, size, example), (log, a) => {
      const p = exp(log[0]);
      const share = Array.from(sampled).filter((x) => x === a).length / draws;
      // Six standard errors and a draw: about one in 10⁹.
      return verdict(
        Math.abs(share - p) <= 6 * Math.sqrt((p * (1 - p)) / draws) + 1 / draws,
        () => `action ${String(a)} has probability ${String(p)} and came in ${String(share)} of the draws`,
      );
    });
  };

const samplesRepeat: Predicate = ({ policy }, { parameters, observations, key }) => {
  const draw = (): readonly number[] =>
    Array.from(policy.sample(parameters, matrixFromRows(observations), key).data);
  const [first, second] = [draw(), draw()];
  return verdict(sameData(first, second), () => `${fc.stringify(first)} and ${fc.stringify(second)}`);
};

const rowsAreIndependent: Predicate = ({ policy, tolerance }, example) => {
  const together = policy.logProbability(example.parameters, dataOf(example));
  const alone = example.observations.map(
    (observation, k) =>
      policy.logProbability(example.parameters, {
        observations: matrixFromRows([observation]),
        actions: matrixFromRows([example.actions[k]]),
      })[0],
  );
  return near('log π of rows together and alone', together, alone, tolerance);
};

const scoreIsGradient: Predicate = (subject, example) => {
  const { policy, tolerance, differenceTolerance, differenceStep } = subject;
  const { parameters, weights, v } = example;
  const data = dataOf(example);
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

const curvatureIsHessian: Predicate = (subject, example) => {
  const { policy, tolerance, differenceTolerance, differenceStep } = subject;
  const { parameters, weights, v, u } = example;
  const data = dataOf(example);
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

const combinedIsSum: Predicate = ({ policy, tolerance }, example) => {
  const { parameters, weights, v } = example;
  const data = dataOf(example);
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

const scoresAreOneByOne: Predicate = ({ policy }, example) => {
  const { parameters, weights } = example;
  const data = dataOf(example);
  const several = [weights, weights.map((w) => 2 - w), weights.map(() => 0)];
  const together = policy.weightedScores(parameters, data, several).map((score) => Array.from(score));
  const alone = several.map((w) => Array.from(policy.weightedScore(parameters, data, w)));
  return verdict(
    sameData(together, alone),
    () => `${fc.stringify(together)} and ${fc.stringify(alone)} for weights ${fc.stringify(several)}`,
  );
};

/**
 * The laws of a policy: its three differential operations agree with each other and with finite differences of log π; where actions are
 * discrete, probabilities sum to one, the score has mean zero and samples follow the probabilities.
 *
 * @example
 * ```ts
 * import { discrete } from '@sgmrl/environments';
 * import { assertLaw, policyLaws } from '@sgmrl/laws';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const laws = policyLaws({
 *   policy: tabularSoftmax(3, 2),
 *   observationSpace: discrete(3),
 *   actionSpace: discrete(2),
 *   tolerance: 1e-9,
 *   differenceTolerance: 1e-6,
 *   differenceStep: 1e-4,
 * });
 * for (const law of laws) assertLaw(law, { seed: 1, runs: 20 });
 * ```
 */
export const policyLaws = (subject: PolicySubject): readonly Law[] => {
  const rule = (name: string, statement: string, predicate: Predicate): Law =>
    law({
      name,
      statement,
      examples: examples(subject),
      predicate: (example) => predicate(subject, example),
    });
  const { actionSpace } = subject;
  return [
    rule('repeatable samples', 'the same key gives the same actions', samplesRepeat),
    rule('independent rows', 'log π of a row does not depend on the others', rowsAreIndependent),
    rule('score', '∇log π is the gradient of log π, in both its operations', scoreIsGradient),
    rule('weighted scores', 'weightedScores is weightedScore of each weights', scoresAreOneByOne),
    rule('curvature', '∇²log π is symmetric and the derivative of ∇log π', curvatureIsHessian),
    rule('combined operation', 'curvatureAndScore is the sum of its parts', combinedIsSum),
    ...(actionSpace.kind === 'discrete'
      ? [
          rule('normalisation', 'Σ_a π(a|s) = 1', sumsToOne(actionSpace.size)),
          rule('mean score', 'E_a[∇log π(a|s)] = 0', scoreHasMeanZero(actionSpace.size)),
          rule(
            'samples',
            'actions are drawn with their probabilities',
            samplesFollowProbabilities(actionSpace.size),
          ),
        ]
      : []),
  ];
};
