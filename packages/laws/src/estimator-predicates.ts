import { sizeOf } from '@sgmrl/environments';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import { adaptedValue, returnGradient } from '@sgmrl/theory';
import { norm, scale, subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import {
  expectationOf,
  prepare,
  traceOf,
  type Draw,
  type EstimationProblem,
  type Estimator,
} from './estimator';
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
export const expectationIsMetaGradient = (estimator: Estimator, problem: EstimationProblem): Verdict => {
  const value = adaptedValue(problem.mdp, problem.setting);
  if (value._tag === 'Left') throw new Error('an estimation problem too large to enumerate');
  return near('E[Ĝ] and ∇V', expectationOf(estimator, problem), value.right(problem.logits).gradient);
};

/** E[Ĝ] = ∇J at α = 0. */
export const zeroStepGivesPolicyGradient = (estimator: Estimator, problem: EstimationProblem): Verdict => {
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
export const zeroRewardGivesZero = (estimator: Estimator, draw: Draw): Verdict =>
  near(
    'the estimate without rewards',
    estimateOf(estimator, draw, { batch: scaledRewards(0) }),
    draw.problem.logits.map(() => 0),
  );

/** Along the rewards of the evaluation data the estimate is a straight line: Ĝ(0) + Ĝ(2r) = 2Ĝ(r). */
export const affineInOuterReturn = (estimator: Estimator, draw: Draw): Verdict => {
  const at = (factor: number): Vector => estimateOf(estimator, draw, { evaluation: scaledRewards(factor) });
  const [none, once, twice] = [at(0), at(1), at(2)];
  return near(
    'twice the estimate less the one without outer rewards',
    twice,
    Array.from(once, (x, i) => 2 * x - none[i]),
  );
};

/** The order of trajectories in their batches does not matter. */
export const orderDoesNotMatter = (estimator: Estimator, draw: Draw): Verdict =>
  near(
    'the estimate with trajectories in reverse order',
    estimateOf(estimator, {
      ...draw,
      inner: draw.inner.map((picks) => [...picks].reverse()),
      evaluation: [...draw.evaluation].reverse(),
    }),
    estimateOf(estimator, draw),
  );

/** Numbering the states the other way round numbers the estimate the other way round. */
export const relabellingStates = (estimator: Estimator, draw: Draw): Verdict => {
  const { states, actions } = sizeOf(draw.problem.mdp);
  const relabelled = (x: Vector): readonly number[] =>
    Array.from(x, (_x, i) => x[(states - 1 - Math.floor(i / actions)) * actions + (i % actions)]);
  const batch = (b: TrajectoryBatch): TrajectoryBatch => ({
    ...b,
    observations: { ...b.observations, data: Array.from(b.observations.data, (s) => states - 1 - s) },
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
export const estimatesRepeat = (estimator: Estimator, draw: Draw): Verdict => {
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
