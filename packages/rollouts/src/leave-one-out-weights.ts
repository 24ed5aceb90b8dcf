import { checkBatch } from './check-batch';
import { checkDiscount } from './check-discount';
import { checkIndex, without } from './select';
import type { TrajectoryBatch } from './trajectory-batch';
import type { StepWeights, Weighting } from './weighting';
import { checkedWeights, checkWeights } from './weights';

/**
 * The weights of a batch with all that they fit to data fitted to D∖τ_n instead: a function of n
 * that gives what `fitWeights(weights, discount)(without(batch, n))(batch)` does up to rounding;
 * where weights know a faster way, for little more than weighing the batch. The values stand on all
 * rows of D, those of τ_n included, and the values of the other trajectories do not depend on τ_n
 * to the last bit.
 *
 * @throws RangeError unless there are at least two trajectories and n is one of them, and as
 *   `fitWeights`.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import {
 *   advantagesOver, leaveOneOutWeights, linearFeatureBaseline, stepWeights, without,
 * } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 2, steps: 2, observations: column([0, 1, 2, 3]), actions: column([1, 0, 1, 0]),
 *   rewards: [1, 2, 4, 8], mask: [1, 1, 1, 1], lengths: [2, 2] };
 * const weights = advantagesOver(linearFeatureBaseline, 0.9);
 * const { values } = leaveOneOutWeights(weights, 0.5)(batch)(0);
 * const ofTheOther = stepWeights(weights, 0.5)(without(batch, 0)).values;
 * ok(ofTheOther.every((w, h) => Math.abs(w - values[2 + h]) < 1e-9));
 * ```
 */
export const leaveOneOutWeights = (
  weighting: Weighting,
  discount: number,
): ((batch: TrajectoryBatch) => (n: number) => StepWeights) => {
  checkWeights(weighting);
  checkDiscount(discount);
  const leaveOneOut = weighting.leaveOneOut ?? fittingAnew(weighting);
  const leaveOut = leaveOneOut(discount);
  return (batch) => {
    checkBatch(batch);
    if (batch.trajectories < 2)
      throw new RangeError(
        `leaveOneOutWeights: expected at least two trajectories, found ${String(batch.trajectories)}`,
      );
    const weigh = leaveOut(batch);
    return (n) => {
      checkIndex('leaveOneOutWeights', batch, n);
      return checkedWeights(weighting, batch, weigh(n));
    };
  };
};

/** Leaving out as it is defined; where nothing is fitted, there is nothing to leave out. */
const fittingAnew =
  ({ fit, facts }: Weighting): NonNullable<Weighting['leaveOneOut']> =>
  (discount) =>
  (batch) => {
    if (facts(discount).fitted) return (n) => fit(discount)(without(batch, n))(batch);
    const all = fit(discount)(batch)(batch);
    return () => all;
  };
