import { checkFields } from '@sgmrl/codecs';
import { checkBatch } from './check-batch';
import { checkDiscount } from './check-discount';
import { refuseState } from './scaled';
import type { TrajectoryBatch } from './trajectory-batch';
import type { StepWeights, Weighting } from './weighting';

/**
 * Throws a RangeError unless weights are what {@link Weighting} says and can weigh: a program
 * without types may leave a function out, or hand over plain data.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkWeights, rewardToGo, scaledByState } from '@sgmrl/rollouts';
 * checkWeights(rewardToGo);
 * throws(() => checkWeights(JSON.parse('{ "kind": "reward-to-go" }')),
 *   { message: 'weights: expected a weighting, which fromWeightsSpec makes of plain data, found kind reward-to-go' });
 * throws(() => checkWeights(scaledByState(rewardToGo)),
 *   { message: 'weights: expected a scale above 0, found state' });
 * ```
 */
export const checkWeights = (weights: Weighting): void => {
  checkWeighting(weights);
  if (weights.unscaled !== undefined) refuseState();
};

/**
 * {@link checkWeights} for those too whose scale is still to come.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkWeighting, rewardToGo, scaledByState } from '@sgmrl/rollouts';
 * checkWeighting(scaledByState(rewardToGo));
 * throws(() => checkWeighting(JSON.parse('{ "fit": 1 }')),
 *   { message: 'weights: facts: expected a function, found nothing' });
 * ```
 */
export const checkWeighting = (weights: Weighting): void => {
  checkFields('weights', weights, {});
  const kind: unknown = Reflect.get(weights, 'kind');
  if (!('fit' in weights) && kind !== undefined)
    throw new RangeError(
      'weights: expected a weighting, which fromWeightsSpec makes of plain data, ' +
        `found kind ${String(kind)}`,
    );
  checkFields('weights', weights, { facts: 'a function', fit: 'a function' });
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
 * import { advantagesOver, fitWeights, linearFeatureBaseline, stepWeights } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * const weights = advantagesOver(linearFeatureBaseline, 0.9);
 * deepStrictEqual(fitWeights(weights, 0.5)(batch)(batch), stepWeights(weights, 0.5)(batch));
 * ```
 */
export const fitWeights = (
  weighting: Weighting,
  discount: number,
): ((reference: TrajectoryBatch) => (batch: TrajectoryBatch) => StepWeights) => {
  checkWeights(weighting);
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
 * The weights of a batch, as a {@link Weighting} says. A function of the data only.
 *
 * @throws RangeError as {@link fitWeights}.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { rewardToGo, stepWeights } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 2, 4], mask: [1, 1, 1], lengths: [3] };
 * const { values, scale, decay } = stepWeights(rewardToGo, 0.5)(batch);
 * deepStrictEqual([...values], [3, 2, 1]); // rewards discounted from the start: 1, 1, 1
 * deepStrictEqual([scale, decay], [1, 1]);
 * ```
 */
export const stepWeights = (
  weighting: Weighting,
  discount: number,
): ((batch: TrajectoryBatch) => StepWeights) => {
  const fitTo = fitWeights(weighting, discount);
  return (batch) => fitTo(batch)(batch);
};
