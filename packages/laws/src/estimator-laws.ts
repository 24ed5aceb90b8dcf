import { sizeOf } from '@sgmrl/environments';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import { adaptedValue, returnGradient } from '@sgmrl/theory';
import { norm, scale, subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { padded } from './early-end';
import {
  draws,
  estimationProblems,
  expectationOf,
  prepare,
  traceOf,
  type Draw,
  type EstimationProblem,
  type Estimator,
} from './estimator';
import { law, type Law } from './law';
import { sameData } from './same-data';
import { verdict, type Verdict } from './verdict';

/** ‖x − y‖ ≤ 10⁻⁹ (1 + ‖y‖) */
const near = (what: string, x: Vector, y: Vector): Verdict => {
  const distance = x.length === y.length ? norm(subtract(x, y)) : Infinity;
  return verdict(
    distance <= 1e-9 * (1 + norm(y)),
    () =>
      `${what}: expected ${fc.stringify([...Array.from(y)])}, found ${fc.stringify([...Array.from(x)])}, ${distance.toExponential(2)} away`,
  );
};

/** E[Ĝ] = ∇V_ζ, all data enumerated. */
const expectationIsMetaGradient = (estimator: Estimator, problem: EstimationProblem): Verdict => {
  const value = adaptedValue(problem.mdp, problem.setting);
  if (value._tag === 'Left') throw new Error('an estimation problem too large to enumerate');
  return near('E[Ĝ] and ∇V', expectationOf(estimator, problem), value.right(problem.logits).gradient);
};

/** E[Ĝ] = ∇J at α = 0. */
const zeroStepGivesPolicyGradient = (estimator: Estimator, problem: EstimationProblem): Verdict => {
  const still = { ...problem, setting: { ...problem.setting, stepSize: 0 } };
  return near(
    'E[Ĝ] at α = 0 and ∇J',
    expectationOf(estimator, still),
    returnGradient(problem.mdp, problem.setting.discount)(problem.logits).gradient,
  );
};

const estimateOf = (
  estimator: Estimator,
  draw: Draw,
  changes: Parameters<typeof traceOf>[2] = {},
): Vector => {
  const prepared = prepare(draw.problem);
  return estimator(prepared.policy, prepared.algorithm)(traceOf(prepared, draw, changes));
};

const scaledRewards =
  (factor: number) =>
  (batch: TrajectoryBatch): TrajectoryBatch => ({ ...batch, rewards: scale(factor, batch.rewards) });

/** Without rewards the estimate is zero, not only in the mean. */
const zeroRewardGivesZero = (estimator: Estimator, draw: Draw): Verdict =>
  near(
    'the estimate without rewards',
    estimateOf(estimator, draw, { batch: scaledRewards(0) }),
    draw.problem.logits.map(() => 0),
  );

/** Along the rewards of the evaluation data the estimate is a straight line: Ĝ(0) + Ĝ(2r) = 2Ĝ(r). */
const affineInOuterReturn = (estimator: Estimator, draw: Draw): Verdict => {
  const at = (factor: number): Vector => estimateOf(estimator, draw, { evaluation: scaledRewards(factor) });
  const [none, once, twice] = [at(0), at(1), at(2)];
  return near(
    'twice the estimate less the one without outer rewards',
    twice,
    Array.from(once, (x, i) => 2 * x - none[i]),
  );
};

/** The order of trajectories in their batches does not matter. */
const orderDoesNotMatter = (estimator: Estimator, draw: Draw): Verdict =>
  near(
    'the estimate with trajectories in reverse order',
    estimateOf(estimator, {
      ...draw,
      inner: draw.inner.map((picks) => [...picks].reverse()),
      evaluation: [...draw.evaluation].reverse(),
    }),
    estimateOf(estimator, draw),
  );

/** Steps that were not taken do not matter. */
const paddingDoesNotMatter = (estimator: Estimator, draw: Draw): Verdict =>
  near(
    'the estimate with two more steps of padding',
    estimateOf(estimator, draw, { batch: padded(2) }),
    estimateOf(estimator, draw),
  );

/** Numbering the states the other way round numbers the estimate the other way round. */
const relabellingStates = (estimator: Estimator, draw: Draw): Verdict => {
  const { states, actions } = sizeOf(draw.problem.mdp);
  const relabelled = (x: Vector): readonly number[] =>
    Array.from(x, (_x, i) => x[(states - 1 - Math.floor(i / actions)) * actions + (i % actions)]);
  const batch = (b: TrajectoryBatch): TrajectoryBatch => ({
    ...b,
    observations: {
      ...b.observations,
      data: Array.from(b.observations.data, (s, row) => (b.mask[row] === 1 ? states - 1 - s : 0)),
    },
  });
  const mirrored = { ...draw, problem: { ...draw.problem, logits: relabelled(draw.problem.logits) } };
  const prepared = prepare(draw.problem);
  return near(
    'the estimate with relabelled states',
    estimator(prepared.policy, prepared.algorithm)(traceOf(prepared, mirrored, { batch })),
    relabelled(estimateOf(estimator, draw)),
  );
};

/** The same trace gives the same estimate, to the bit, and is left as it was. */
const estimatesRepeat = (estimator: Estimator, draw: Draw): Verdict => {
  const prepared = prepare(draw.problem);
  const estimate = estimator(prepared.policy, prepared.algorithm);
  const { outer, ...data } = traceOf(prepared, draw);
  const before = structuredClone(data);
  const first = Array.from(estimate({ ...data, outer }));
  const second = Array.from(estimate({ ...data, outer }));
  return verdict(sameData(first, second) && sameData(before, data), () =>
    sameData(first, second)
      ? `the trace was ${fc.stringify(before)} and became ${fc.stringify(data)}`
      : `first ${fc.stringify(first)}, then ${fc.stringify(second)}`,
  );
};

/**
 * E[Ĝ] = ∇V_ζ, computed: on random MDPs every inner batch and every evaluation batch is enumerated, in every order, and the mean of the
 * estimates compared with the exact gradient, relative to 1e−9. No sampling: a bias cannot hide in noise. In half of the MDPs
 * trajectories may end early, so that a score of padding shows. What it cannot see is an error beyond the sizes of
 * {@link estimationProblems}: one that begins with six trajectories, three steps or three inner steps.
 *
 * @param maximumInnerSteps the greatest ζ tried; 1 for an estimator that claims no more.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { metaGradient } from '@sgmrl/estimators';
 * import { assertLaw, unbiased, type Estimator } from '@sgmrl/laws';
 * const mine: Estimator = (policy, algorithm) => metaGradient(policy, { ...algorithm, debiasing: 'algorithm-1' });
 * assertLaw(unbiased(mine), { seed: 1, runs: 10 });
 * // MAML is caught:
 * ok(unbiased(metaGradient).check({ seed: 1, runs: 10 })._tag === 'Left');
 * ```
 */
export const unbiased = (estimator: Estimator, maximumInnerSteps: 1 | 2 = 2): Law =>
  law({
    name: 'unbiased',
    statement: 'E[Ĝ] = ∇V_ζ over all data, for V_ζ the return after ζ stochastic adaptation steps',
    examples: estimationProblems(maximumInnerSteps),
    predicate: (problem) => expectationIsMetaGradient(estimator, problem),
  });

const onDraws: readonly {
  readonly name: string;
  readonly statement: string;
  readonly predicate: (estimator: Estimator, draw: Draw) => Verdict;
}[] = [
  {
    name: 'zero reward',
    statement: 'without rewards every estimate is zero',
    predicate: zeroRewardGivesZero,
  },
  {
    name: 'affine in the outer return',
    statement: 'Ĝ(2r) − Ĝ(r) = Ĝ(r) − Ĝ(0) for the rewards r of the evaluation data',
    predicate: affineInOuterReturn,
  },
  {
    name: 'order of trajectories',
    statement: 'permuting the trajectories of a batch changes nothing',
    predicate: orderDoesNotMatter,
  },
  {
    name: 'padding',
    statement: 'steps that were not taken, rows of zeros after every trajectory, change nothing',
    predicate: paddingDoesNotMatter,
  },
  {
    name: 'names of states',
    statement: 'relabelling the states relabels the estimate',
    predicate: relabellingStates,
  },
  {
    name: 'repeatable estimates',
    statement: 'the same trace gives the same estimate and is not changed',
    predicate: estimatesRepeat,
  },
];

/**
 * What holds of every sound estimator of a meta-gradient with plain reward-to-go weights, biased or not; {@link unbiased} is apart.
 *
 * @example
 * ```ts
 * import { metaGradient } from '@sgmrl/estimators';
 * import { assertLaw, estimatorLaws } from '@sgmrl/laws';
 * for (const law of estimatorLaws(metaGradient)) assertLaw(law, { seed: 1, runs: 5 });
 * ```
 */
export const estimatorLaws = (estimator: Estimator): readonly Law[] => [
  law({
    name: 'zero step size',
    statement: 'E[Ĝ] = ∇J at α = 0',
    examples: estimationProblems(),
    predicate: (problem) => zeroStepGivesPolicyGradient(estimator, problem),
  }),
  ...onDraws.map(({ name, statement, predicate }) =>
    law({ name, statement, examples: draws, predicate: (draw) => predicate(estimator, draw) }),
  ),
];
