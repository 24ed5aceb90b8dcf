import { checkFields } from '@sgmrl/codecs';
import { checkBatch } from './check-batch';
import { checkDiscount } from './check-discount';
import type { TrajectoryBatch } from './trajectory-batch';
import type { StepWeights, Weighting } from './weighting';
import { fromWeightsSpec, scaleOf, type WeightsSpec } from './weights-spec';

/**
 * Which weights w_h multiply log π(a_h|s_h) in the surrogate ν(θ, D) = (1/N) Σ_τ Σ_h w_h log π:
 * plain data for those of this package, or a value of your own.
 */
export type Weights = WeightsSpec | Weighting;

const isSpec = (weights: Weights): weights is WeightsSpec => !('fit' in weights);

/**
 * Weights as a value, whichever way they are given.
 *
 * @throws RangeError unless weights are what {@link Weights} says: plain data may come from a
 * program without types.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { weightingOf } from '@sgmrl/rollouts';
 * const weighting = weightingOf({ kind: 'reward-to-go' });
 * strictEqual(weighting.name, 'reward-to-go');
 * strictEqual(weightingOf(weighting), weighting);
 * ```
 */
export const weightingOf = (weights: Weights): Weighting => {
  checkFields('weights', weights, {});
  return isSpec(weights) ? fromWeightsSpec(weights) : weights;
};

/**
 * Throws a RangeError unless weights are what {@link Weights} says.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkWeights } from '@sgmrl/rollouts';
 * checkWeights({ kind: 'advantage', lambda: 0.9 });
 * throws(() => checkWeights({ kind: 'advantage', lambda: 9 }),
 *   { message: 'weights: expected lambda from 0 to 1, found 9' });
 * ```
 */
export const checkWeights = (weights: Weights): void => {
  weightingOf(weights);
  if (isSpec(weights) && weights.kind === 'scaled-advantage') scaleOf(weights);
};

/**
 * The weights with all that they fit to data (baseline, normalisation) fitted to a reference batch:
 * a function that weighs any batch, one trajectory apart from the others. Fitted to other
 * trajectories, the weights of a trajectory depend on its own data only as rewards do.
 *
 * @throws RangeError if weights or discount do not fit, or weights of your own are not one number a
 * row.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { fitWeights, stepWeights } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * const weights = { kind: 'advantage', lambda: 0.9 } as const;
 * deepStrictEqual(fitWeights(weights, 0.5)(batch)(batch), stepWeights(weights, 0.5)(batch));
 * ```
 */
export const fitWeights = (
  weights: Weights,
  discount: number,
): ((reference: TrajectoryBatch) => (batch: TrajectoryBatch) => StepWeights) => {
  const weighting = weightingOf(weights);
  checkDiscount(discount);
  const fitTo = weighting.fit(discount);
  return (reference) => {
    checkBatch(reference);
    const weigh = fitTo(reference);
    return (batch) => checkedWeights(weighting, batch, weigh(batch));
  };
};

/** Throws a RangeError unless weights are one number a row, zero on padding. */
export const checkedWeights = (
  { name }: Weighting,
  { mask }: TrajectoryBatch,
  weights: StepWeights,
): StepWeights => {
  const { values } = weights;
  if (values.length !== mask.length)
    throw new RangeError(
      `weights ${name}: expected one for each of ${String(mask.length)} rows, found ${String(values.length)}`,
    );
  for (let row = 0; row < values.length; row++)
    if (mask[row] === 0 && values[row] !== 0)
      throw new RangeError(
        `weights ${name}: expected 0 on row ${String(row)}, which is padding, found ${String(values[row])}`,
      );
  return weights;
};

/**
 * The weights of a batch, as {@link Weights} says. A function of the data only.
 *
 * @throws RangeError as {@link fitWeights}.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { stepWeights } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * const { values, scale, decay } = stepWeights({ kind: 'reward-to-go' }, 0.5)(batch);
 * deepStrictEqual([...values], [3, 2, 1]); // rewards discounted from the start: 1, 1, 1
 * deepStrictEqual([scale, decay], [1, 1]);
 * ```
 */
export const stepWeights = (
  weights: Weights,
  discount: number,
): ((batch: TrajectoryBatch) => StepWeights) => {
  const fitTo = fitWeights(weights, discount);
  return (batch) => fitTo(batch)(batch);
};
