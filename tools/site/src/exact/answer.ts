import { leastTrajectories, sum, type Term } from '@sgmrl/estimators';
import { rewardToGo } from '@sgmrl/rollouts';
import { describeTooLarge, verify, type Verification } from '@sgmrl/theory';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Choices } from './choices';
import { typedTerm, yours } from './typed';

/** A vector of the plane of the two logits. */
export type Arrow = readonly [number, number];

/** What is exactly true of one estimator. */
export interface TermAnswer {
  /** By which the catalogue and the scene call it. */
  readonly name: string;
  /** E[Ĝ] */
  readonly expectation: Arrow;
  /** ‖E[Ĝ] − ∇V‖ / ‖∇V‖ */
  readonly bias: number;
  /** Σ_i Var(Ĝ_i) */
  readonly variance: number;
}

/** What is exactly true where the reader's choices hold. */
export interface Answer {
  /** V(θ) */
  readonly value: number;
  /** ∇V(θ) */
  readonly gradient: Arrow;
  /** One for each estimator of the scene, in its order. */
  readonly terms: readonly TermAnswer[];
}

interface NamedTerm {
  readonly name: string;
  readonly estimator: Term;
}

/** The estimators of the scene, by the names of the catalogue. */
const terms: readonly NamedTerm[] = [
  { name: 'maml', estimator: 'curvature' },
  { name: 'algorithm-1', estimator: sum('curvature', 'value') },
  { name: 'dice', estimator: sum('curvature', 'dice') },
  { name: 'leave-one-out-linear', estimator: sum('curvature', 'leave-one-out-linear') },
  { name: 'leave-one-out', estimator: sum('curvature', 'leave-one-out') },
];

/**
 * The derivative by the logit of action 1, that of action 0 being its negative, in each state. Both
 * have the same absolute value: a score sums to zero over the actions of a state.
 */
const arrow = (flat: readonly number[]): Arrow => [flat[1] - flat[0], flat[3] - flat[2]];

/** The estimators of the scene that can do with N trajectories, and the reader's own. */
const asked = (given: Choices): readonly NamedTerm[] => {
  const own = typedTerm(given);
  return [
    ...terms.filter(({ estimator }) => leastTrajectories(estimator) <= given.n),
    ...(E.isRight(own) && own.right !== undefined ? [{ name: yours, estimator: own.right }] : []),
  ];
};

/** {@link verify} on the reader's problem: two states, two actions, two steps. */
const verified = (given: Choices): ReturnType<typeof verify> =>
  verify(
    {
      initial: [0.5, 0.5],
      transitions: [
        [
          [1 - given.p00, given.p00],
          [1 - given.p01, given.p01],
        ],
        [
          [1 - given.p10, given.p10],
          [1 - given.p11, given.p11],
        ],
      ],
      rewards: [
        [given.r00, given.r01],
        [given.r10, given.r11],
      ],
      horizon: 2,
    },
    {
      innerSteps: given.zeta,
      stepSize: given.alpha,
      discount: 1,
      trajectories: given.n,
      evaluationTrajectories: 2,
      innerWeights: rewardToGo,
    },
    [-given.t0, given.t0, -given.t1, given.t1],
  );

/** The answer of groups of estimators, which have the same objective. */
const answerOf = (groups: readonly Verification[]): Answer => ({
  value: groups[0].objective,
  gradient: arrow(groups[0].gradient),
  terms: groups.flatMap(({ estimators }) =>
    estimators.map(({ name, expectation, bias, totalVariance }) => ({
      name,
      expectation: arrow(expectation),
      bias,
      variance: totalVariance ?? Number.NaN,
    })),
  ),
});

/**
 * Bias and variance on the reader's problem, by enumeration of all data, with two trajectories after
 * adaptation. Left with what to say where the sums would not end. What cannot be computed of the
 * term that was typed is left out: {@link typedTerm} says why.
 *
 * @param onShare is told what share of the sums is done, 0 … 1.
 */
export const answer = (given: Choices, onShare: (share: number) => void): E.Either<string, Answer> => {
  const all = asked(given);
  // Together they are done sooner. Where they take long, each apart says how far they are.
  const groups = given.zeta === 1 ? [all] : all.map((one) => [one]);
  const verifyAll = verified(given);
  return pipe(
    groups,
    E.traverseArrayWithIndex((i, group) => {
      onShare(i / groups.length);
      return verifyAll(group);
    }),
    E.bimap(describeTooLarge, answerOf),
  );
};
