import { zeros, type Vector } from '@sgmrl/vector';
import { generalisedAdvantages } from './advantages';
import { tellNothing } from './agreement';
import type { Baseline, Predict } from './baseline';
import { moments, momentsWhere, normalisationEpsilon, rootMeanSquare, type Moments } from './normalise';
import { discountedSums } from './returns';
import { timesteps } from './timesteps';
import type { TrajectoryBatch } from './trajectory-batch';
import type { StepWeights, Weighting } from './weighting';

/** How advantages become weights. */
interface Form {
  readonly normalised: boolean;
  /** γλ */
  readonly decay: number;
}

/**
 * Generalised advantages GAE(λ) over a baseline as weights, w_h = Â_h. Their policy gradient is
 * unbiased for ∇J where λ = 1, γ = 1 and nothing is fitted.
 *
 * @param lambda from 0 to 1
 *
 * @throws RangeError if λ is out of range, or the baseline predicts for another number of rows.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { advantagesOver, stepWeights, type Baseline } from '@sgmrl/rollouts';
 * const constant = (value: number): Baseline => ({
 *   name: `constant ${value}`,
 *   fitted: false,
 *   fit: () => ({ predict: ({ mask }) => Float64Array.from(mask, () => value) }),
 * });
 * // The mean reward-to-go of the trajectories that run at step h
 * const meanOfStep: Baseline = {
 *   name: 'mean of the step',
 *   fitted: true,
 *   fit: ({ steps, mask }, rewardsToGo) => {
 *     const [sums, counts] = [new Float64Array(steps), new Float64Array(steps)];
 *     for (let row = 0; row < mask.length; row++) {
 *       sums[row % steps] += rewardsToGo[row];
 *       counts[row % steps] += mask[row];
 *     }
 *     const means = sums.map((sum, h) => (counts[h] === 0 ? 0 : sum / counts[h]));
 *     return { predict: (batch) => Float64Array.from(batch.mask, (_, row) => means[row % batch.steps]) };
 *   },
 * };
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 0, 0, 0]), actions: column([0, 1, 1, 1]),
 *   rewards: [1, 2, 3, 4], mask: [1, 1, 1, 1], lengths: [2, 2] };
 * const weigh = (baseline: Baseline) => [...stepWeights(advantagesOver(baseline, 1), 1)(batch).values];
 * deepStrictEqual(weigh(constant(2)), [1, 0, 5, 2]); // rewards-to-go 3, 2, 7, 4
 * deepStrictEqual(weigh(meanOfStep), [-2, -1, 2, 1]); // less their means 5 and 3
 * ```
 */
export const advantagesOver = (baseline: Baseline, lambda: number): Weighting => ({
  ...weightingOver(baseline, lambda, false),
  name: `advantages over ${baseline.name}`,
});

/**
 * The same advantages shifted and scaled to mean zero and deviation one over the batch that they
 * are fitted to, and divided by its mean trajectory length, so that the surrogate is a mean over
 * time steps.
 *
 * @param lambda from 0 to 1
 *
 * @throws RangeError as {@link advantagesOver}.
 *
 * @example See {@link advantagesOver}.
 */
export const normalisedAdvantagesOver = (baseline: Baseline, lambda: number): Weighting => ({
  ...weightingOver(baseline, lambda, true),
  name: `normalised advantages over ${baseline.name}`,
});

const weightingOver = (baseline: Baseline, lambda: number, normalised: boolean): Omit<Weighting, 'name'> => {
  if (!Number.isFinite(lambda) || lambda < 0 || lambda > 1)
    throw new RangeError(`weights: expected lambda from 0 to 1, found ${String(lambda)}`);
  const { leaveOneOut } = baseline;
  const fitted = baseline.fitted || normalised;
  return {
    facts: (discount) => ({
      fitted,
      decay: discount * lambda,
      normalised,
      unbiased: !fitted && lambda === 1 && discount === 1,
    }),
    fit: (discount) => fitTo(baseline, discount, lambda, { normalised, decay: discount * lambda }),
    ...(leaveOneOut && {
      leaveOneOut: (discount) =>
        fitToOthers(leaveOneOut, discount, lambda, { normalised, decay: discount * lambda }),
    }),
  };
};

const fitTo =
  (baseline: Baseline, discount: number, lambda: number, form: Form) => (reference: TrajectoryBatch) => {
    const toGo = discountedSums(reference, reference.rewards, discount);
    const { predict, penalty } = baseline.fit(reference, toGo);
    const advantagesOf = (predict: Predict) => (batch: TrajectoryBatch) =>
      generalisedAdvantages(batch, predictions(baseline, predict, batch), discount, lambda);
    const advantages = advantagesOf(predict);
    if (!form.normalised) return (batch: TrajectoryBatch) => plainWeights(form)(advantages(batch));
    const ofReference = advantages(reference);
    const spread = moments(reference, ofReference);
    const all = reference.lengths.map((_, n) => n);
    const fitted = {
      deviation: spread.deviation,
      penalty: penalty && {
        ...penalty,
        deviationWithout: () =>
          moments(reference, advantagesOf(penalty.predictWithout())(reference)).deviation,
      },
    };
    if (tellNothing(reference, { discount, toGo })(all, fitted)) return nothing(form);
    const perStep = reference.trajectories / timesteps(reference);
    const finish = normalisedAdvantages(spread, rootMeanSquare(reference, toGo), perStep, form.decay);
    return (batch: TrajectoryBatch) => finish(batch, batch === reference ? ofReference : advantages(batch));
  };

const fitToOthers =
  (leaveOneOut: NonNullable<Baseline['leaveOneOut']>, discount: number, lambda: number, form: Form) =>
  (batch: TrajectoryBatch) => {
    const toGo = discountedSums(batch, batch.rewards, discount);
    const leftOut = leaveOneOut(batch, toGo, discount, lambda);
    const othersTellNothing = tellNothing(batch, { discount, toGo });
    return (n: number): StepWeights => {
      const { advantages, penalty } = leftOut(n);
      if (!form.normalised) return plainWeights(form)(advantages);
      const others = rowsOfOthers(batch, n);
      const spread = momentsWhere(others, advantages);
      const members = batch.lengths.flatMap((_, m) => (m === n ? [] : [m]));
      const fitted = {
        deviation: spread.deviation,
        penalty: penalty && {
          ...penalty,
          deviationWithout: () => momentsWhere(others, penalty.advantagesWithout()).deviation,
        },
      };
      // Decided by the others alone, as the proofs of leaving out need it.
      if (othersTellNothing(members, fitted)) return nothing(form)(batch);
      const perStep = (batch.trajectories - 1) / (timesteps(batch) - batch.lengths[n]);
      const size = rootMeanSquare(others, toGo);
      return normalisedAdvantages(spread, size, perStep, form.decay)(batch, advantages);
    };
  };

/** What the baseline predicts, one number a row. */
const predictions = ({ name }: Baseline, predict: Predict, batch: TrajectoryBatch): Vector => {
  const values = predict(batch);
  if (values.length === batch.mask.length) return values;
  throw new RangeError(
    `baseline ${name}: expected predictions for ${String(batch.mask.length)} rows, found ${String(values.length)}`,
  );
};

const plainWeights =
  ({ decay }: Form) =>
  (values: Float64Array): StepWeights => ({ values, scale: 1, decay });

/** Zeros, in the place of advantages that tell nothing; there is no deviation to scale by. */
const nothing =
  ({ decay }: Form) =>
  ({ mask }: TrajectoryBatch): StepWeights => ({ values: zeros(mask.length), scale: 0, decay });

/**
 * Up to this share of the rewards-to-go, a deviation of advantages is not divided by as it is: the
 * less it is, the less the weights, so that they go to zero rather than break off where differences
 * become rounding.
 */
const leastDeviation = 1e-6;

/**
 * Advantages less their mean, over max(deviation, 10⁻⁶ root mean square of the rewards-to-go) + ε,
 * and times `perStep`, 1/(mean trajectory length).
 */
const normalisedAdvantages =
  ({ mean, deviation }: Moments, toGo: number, perStep: number, decay: number) =>
  ({ mask }: TrajectoryBatch, advantages: Vector): StepWeights => {
    const spread = Math.max(deviation, leastDeviation * toGo) + normalisationEpsilon;
    const values = new Float64Array(advantages.length);
    for (let row = 0; row < values.length; row++)
      if (mask[row] !== 0) values[row] = ((advantages[row] - mean) / spread) * perStep;
    return { values, scale: perStep / spread, decay };
  };

/** Marks the rows of D∖τ_n in which trajectories ran. */
const rowsOfOthers = ({ mask, steps }: TrajectoryBatch, n: number): Pick<TrajectoryBatch, 'mask'> => ({
  mask: new Float64Array(mask).fill(0, n * steps, (n + 1) * steps),
});
