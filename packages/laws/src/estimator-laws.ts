import { sizeOf } from '@sgmrl/environments';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import { adaptedValue, returnGradient } from '@sgmrl/theory';
import { add, norm, scale, subtract, type Matrix, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { padded } from './early-end';
import {
  checkEstimator,
  checkLeast,
  drawsUpTo,
  reorderedDraws,
  rotatedDraws,
  estimationProblems,
  expectationOf,
  prepare,
  timesScale,
  traceOf,
  type Draw,
  type EstimationProblem,
  type Estimator,
  type ReorderedDraw,
} from './estimator';
import { law, type Law } from './law';
import { sameData } from './same-data';
import { forEvery, verdict, type Verdict } from './verdict';

/** ‖x − y‖ ≤ 10⁻⁹ (1 + ‖y‖) */
const near = (what: string, x: Vector, y: Vector): Verdict => {
  const distance = x.length === y.length ? norm(subtract(x, y)) : Infinity;
  return verdict(
    distance <= 1e-9 * (1 + norm(y)),
    () =>
      `${what}: expected ${fc.stringify([...Array.from(y)])}, found ${fc.stringify([...Array.from(x)])}, ${distance.toExponential(2)} away`,
  );
};

/** E[Ĝ] = s∇V_ζ, all data enumerated. */
const expectationIsMetaGradient = (estimator: Estimator, problem: EstimationProblem): Verdict => {
  const value = adaptedValue(problem.mdp, problem.setting);
  if (value._tag === 'Left') throw new Error('an estimation problem too large to enumerate');
  return near(
    'E[Ĝ] and s∇V',
    expectationOf(estimator, problem),
    scale(problem.outerScale, value.right(problem.logits).gradient),
  );
};

/** E[Ĝ] = s∇J at α = 0. */
const zeroStepGivesPolicyGradient = (estimator: Estimator, problem: EstimationProblem): Verdict => {
  const still = { ...problem, setting: { ...problem.setting, stepSize: 0 } };
  const { gradient } = returnGradient(problem.mdp, problem.setting.discount)(problem.logits);
  return near('E[Ĝ] at α = 0 and s∇J', expectationOf(estimator, still), scale(problem.outerScale, gradient));
};

/**
 * E[Ĝ] = 0 without rewards. A single estimate need not be zero: it may weigh scores, whose mean is
 * zero, by a fixed baseline.
 */
const zeroRewardGivesZero = (estimator: Estimator, problem: EstimationProblem): Verdict => {
  const rewards = problem.mdp.rewards.map((row) => row.map(() => 0));
  return near(
    'E[Ĝ] without rewards',
    expectationOf(estimator, { ...problem, mdp: { ...problem.mdp, rewards } }),
    problem.logits.map(() => 0),
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

/**
 * As a function of the rewards of the outer data the estimate is affine: Ĝ(r + r′) − Ĝ(r′) =
 * Ĝ(r) − Ĝ(0).
 */
const affineInOuterReturn = (estimator: Estimator, draw: Draw): Verdict => {
  const at = (change: (batch: TrajectoryBatch) => Vector): Vector =>
    estimateOf(estimator, draw, { evaluation: (batch) => ({ ...batch, rewards: change(batch) }) });
  const own = at(({ rewards }) => rewards);
  const none = at(({ rewards }) => scale(0, rewards));
  const otherRewards: readonly ((batch: TrajectoryBatch) => Vector)[] = [
    ({ rewards }) => rewards,
    ({ rewards }) => scale(-1, rewards),
    ({ mask }) => Array.from(mask, (ran, row) => ran * (((3 * row) % 5) - 2)),
  ];
  return forEvery(otherRewards, (other) =>
    near(
      'the estimate with the sum of two rewards and what the two give by themselves',
      at((batch) => add(batch.rewards, other(batch))),
      add(own, subtract(at(other), none)),
    ),
  );
};

/** Factors k of the outer scale; what clips large numbers, or drops small ones, shows. */
const factors = [3, 1000, 1 / 1000];

/** With an outer estimate that is k times as large, the estimate is k times as large. */
const homogeneousInScale = (estimator: Estimator, draw: Draw): Verdict => {
  const { problem } = draw;
  const own = estimateOf(estimator, draw);
  return forEvery(factors, (k) => {
    const outerScale = k * problem.outerScale;
    return near(
      `the estimate with an outer scale of ${String(outerScale)} and ${String(k)} times that with ${String(problem.outerScale)}`,
      estimateOf(estimator, { ...draw, problem: { ...problem, outerScale } }),
      scale(k, own),
    );
  });
};

/** The order of trajectories in their batches does not matter. */
const orderDoesNotMatter = (estimator: Estimator, { draw, reordered }: ReorderedDraw): Verdict =>
  near(
    'the estimate with trajectories in another order',
    estimateOf(estimator, reordered),
    estimateOf(estimator, draw),
  );

/** Steps that were not taken do not matter. */
const paddingDoesNotMatter = (estimator: Estimator, draw: Draw): Verdict =>
  near(
    'the estimate with two more steps of padding',
    estimateOf(estimator, draw, { batch: padded(2) }),
    estimateOf(estimator, draw),
  );

/** New names: the place of each state and of each action, in place of the old one. */
interface Names {
  readonly state: (s: number) => number;
  readonly action: (a: number) => number;
}

/** Other names of states or actions give the same estimate under the new names. */
const relabelling =
  (what: string, namesFor: (size: { readonly states: number; readonly actions: number }) => Names) =>
  (estimator: Estimator, draw: Draw): Verdict => {
    const size = sizeOf(draw.problem.mdp);
    const { state, action } = namesFor(size);
    const relabelled = (x: Vector): readonly number[] =>
      Array.from(
        x,
        (_x, i) => x[state(Math.floor(i / size.actions)) * size.actions + action(i % size.actions)],
      );
    const renamed = ({ mask }: TrajectoryBatch, column: Matrix, name: (x: number) => number): Matrix => ({
      ...column,
      data: Array.from(column.data, (x, row) => (mask[row] === 1 ? name(x) : 0)),
    });
    const batch = (b: TrajectoryBatch): TrajectoryBatch => ({
      ...b,
      observations: renamed(b, b.observations, state),
      actions: renamed(b, b.actions, action),
    });
    const mirrored = { ...draw, problem: { ...draw.problem, logits: relabelled(draw.problem.logits) } };
    return near(
      `the estimate with relabelled ${what}`,
      estimateOf(estimator, mirrored, { batch }),
      relabelled(estimateOf(estimator, draw)),
    );
  };

const relabellingStates = relabelling('states', ({ states }) => ({
  state: (s) => states - 1 - s,
  action: (a) => a,
}));

const relabellingActions = relabelling('actions', ({ actions }) => ({
  state: (s) => s,
  action: (a) => actions - 1 - a,
}));

/**
 * The same trace gives the same estimate, to the bit, and is left as it was; so is the estimate by
 * later calls.
 */
const estimatesRepeat = (estimator: Estimator, draw: Draw): Verdict => {
  const prepared = prepare(draw.problem);
  const estimate = estimator(prepared.policy, prepared.algorithm);
  const { outer, ...rest } = traceOf(prepared, draw);
  const data = { ...rest, gradient: outer.gradient };
  const before = structuredClone(data);
  const live = estimate({ ...rest, outer });
  const first = Array.from(live);
  const second = Array.from(estimate({ ...rest, outer }));
  estimate({ ...rest, outer: timesScale(2, outer) });
  const checks: readonly (() => Verdict)[] = [
    () =>
      verdict(sameData(first, second), () => `first ${fc.stringify(first)}, then ${fc.stringify(second)}`),
    () =>
      verdict(
        sameData(before, data),
        () => `the trace was ${fc.stringify(before)} and became ${fc.stringify(data)}`,
      ),
    () =>
      verdict(
        sameData(first, Array.from(live)),
        () => `the estimate was ${fc.stringify(first)} and became ${fc.stringify(Array.from(live))}`,
      ),
  ];
  return forEvery(checks, (check) => check());
};

/**
 * E[Ĝ] = s∇V_ζ, with s the scale of the outer estimate, computed: on random MDPs every inner batch
 * and every outer batch is enumerated, in every order, and the mean of the estimates compared
 * with the exact gradient, relative to 1e−9. No sampling: a bias cannot hide in noise. In half of
 * the MDPs trajectories may end early, so that a score of padding shows. What it cannot see is an
 * error beyond the sizes of {@link estimationProblems}: one that begins with six trajectories,
 * three steps or three inner steps.
 *
 * @param maximumInnerSteps the greatest ζ tried; 1 for an estimator that claims no more.
 * @param leastTrajectories the least N tried, for an estimator that takes more than one.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { metaGradient } from '@sgmrl/estimators';
 * import { assertLaw, unbiased, type Estimator } from '@sgmrl/laws';
 * const mine: Estimator = (policy, algorithm) =>
 *   metaGradient(policy, { ...algorithm, estimator: 'sg-mrl' });
 * assertLaw(unbiased(mine), { seed: 1, runs: 10 });
 * // MAML is caught:
 * ok(unbiased(metaGradient).check({ seed: 1, runs: 10 })._tag === 'Left');
 * ```
 */
export const unbiased = (estimator: Estimator, maximumInnerSteps: 1 | 2 = 2, leastTrajectories = 1): Law => {
  checkEstimator(estimator);
  return law({
    name: 'unbiased',
    statement:
      'E[Ĝ] = s∇V_ζ over all data, for V_ζ the return after ζ stochastic adaptation steps and s the outer scale',
    examples: estimationProblems(maximumInnerSteps, leastTrajectories),
    predicate: (problem) => expectationIsMetaGradient(estimator, problem),
  });
};

/**
 * The order of the trajectories in a batch does not matter, tried with two to five trajectories
 * each moved a place on, and with random permutations of up to eight. It is no law of every sound
 * estimator: one may look at some trajectories for all, or leave out groups of them, and have no
 * bias. So it is apart, as `unbiased` is; `exchangeableUpTo` of a term says what to expect.
 *
 * @param upTo the greatest N tried, where order matters beyond it only.
 * @param leastTrajectories the least N tried, for an estimator that takes more than one.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { exchangeableUpTo, metaGradient, sum } from '@sgmrl/estimators';
 * import { assertLaw, exchangeable, type Estimator } from '@sgmrl/laws';
 * const term = sum('curvature', 'leave-group-out');
 * const estimator: Estimator = (policy, algorithm) =>
 *   metaGradient(policy, { ...algorithm, estimator: term });
 * assertLaw(exchangeable(estimator, exchangeableUpTo(term)), { seed: 1, runs: 20 });
 * // Of more than four trajectories it leaves out groups, by place:
 * ok(exchangeable(estimator).check({ seed: 1, runs: 100 })._tag === 'Left');
 * ```
 */
export const exchangeable = (estimator: Estimator, upTo = Infinity, leastTrajectories = 1): Law => {
  checkEstimator(estimator);
  checkLeast(leastTrajectories);
  if (!(upTo >= leastTrajectories))
    throw new RangeError(`upTo: expected at least ${String(leastTrajectories)}, found ${String(upTo)}`);
  return law({
    name: 'exchangeable',
    statement: 'permuting the trajectories of a batch changes nothing',
    examples: reorderedDraws(upTo, leastTrajectories),
    first: rotatedDraws(upTo, leastTrajectories),
    predicate: (example) => orderDoesNotMatter(estimator, example),
  });
};

const onProblems: readonly {
  readonly name: string;
  readonly statement: string;
  readonly predicate: (estimator: Estimator, problem: EstimationProblem) => Verdict;
}[] = [
  { name: 'zero step size', statement: 'E[Ĝ] = s∇J at α = 0', predicate: zeroStepGivesPolicyGradient },
  {
    name: 'zero reward',
    statement: 'without rewards the mean of the estimates is zero',
    predicate: zeroRewardGivesZero,
  },
];

const onDraws: readonly {
  readonly name: string;
  readonly statement: string;
  readonly predicate: (estimator: Estimator, draw: Draw) => Verdict;
}[] = [
  {
    name: 'affine in the outer return',
    statement: 'Ĝ(r + r′) − Ĝ(r′) = Ĝ(r) − Ĝ(0) for rewards r and r′ of the outer data',
    predicate: affineInOuterReturn,
  },
  {
    name: 'homogeneous in the outer scale',
    statement: 'everything in the outer estimate times k gives the estimate times k',
    predicate: homogeneousInScale,
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
    name: 'names of actions',
    statement: 'relabelling the actions relabels the estimate',
    predicate: relabellingActions,
  },
  {
    name: 'repeatable estimates',
    statement: 'the same trace gives the same estimate; neither is changed, by later calls either',
    predicate: estimatesRepeat,
  },
];

/**
 * What holds of every sound estimator of a meta-gradient with plain reward-to-go weights, biased or
 * not; {@link unbiased} and {@link exchangeable} are apart.
 *
 * @param leastTrajectories the least N tried, up to 5: `leastTrajectories` of a term, say, whose
 *   estimator is none for smaller batches.
 *
 * @example
 * ```ts
 * import { leastTrajectories, metaGradient, sum } from '@sgmrl/estimators';
 * import { assertLaw, estimatorLaws, type Estimator } from '@sgmrl/laws';
 * for (const law of estimatorLaws(metaGradient)) assertLaw(law, { seed: 1, runs: 5 });
 * // A baseline of the other trajectories needs two.
 * const term = sum('curvature', 'trajectory-baseline');
 * const estimator: Estimator = (policy, algorithm) =>
 *   metaGradient(policy, { ...algorithm, estimator: term });
 * for (const law of estimatorLaws(estimator, leastTrajectories(term)))
 *   assertLaw(law, { seed: 1, runs: 5 });
 * ```
 */
export const estimatorLaws = (estimator: Estimator, leastTrajectories = 1): readonly Law[] => {
  checkEstimator(estimator);
  return [
    ...onProblems.map(({ name, statement, predicate }) =>
      law({
        name,
        statement,
        examples: estimationProblems(2, leastTrajectories),
        predicate: (problem) => predicate(estimator, problem),
      }),
    ),
    ...onDraws.map(({ name, statement, predicate }) =>
      law({
        name,
        statement,
        examples: drawsUpTo(Infinity, leastTrajectories),
        predicate: (draw) => predicate(estimator, draw),
      }),
    ),
  ];
};
