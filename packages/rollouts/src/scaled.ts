import { scale } from '@sgmrl/vector';
import type { StepWeights, Weighting } from './weighting';

/**
 * s times the weights.
 *
 * @param s above 0
 *
 * @throws RangeError unless s is a number above 0.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { rewardToGo, scaled, stepWeights } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 2, observations: column([0, 0]), actions: column([0, 0]),
 *   rewards: [1, 2], mask: [1, 1], lengths: [2] };
 * const { values, scale } = stepWeights(scaled(0.5, rewardToGo), 1)(batch);
 * deepStrictEqual([...values, scale], [1.5, 1, 0.5]);
 * ```
 */
export const scaled = (s: number, weighting: Weighting): Weighting => {
  if (!(Number.isFinite(s) && s > 0)) refuseScale(s);
  const { leaveOneOut } = weighting;
  return {
    ...weighting,
    name: `${String(s)} ${weighting.name}`,
    fit: (discount) => {
      const fitTo = weighting.fit(discount);
      return (reference) => {
        const weigh = fitTo(reference);
        return (batch) => times(s, weigh(batch));
      };
    },
    ...(leaveOneOut && {
      leaveOneOut: (discount) => {
        const leaveOut = leaveOneOut(discount);
        return (batch) => {
          const weigh = leaveOut(batch);
          return (n) => times(s, weigh(n));
        };
      },
    }),
  };
};

/**
 * s times the weights, with an s that training takes from its state: the scale that normalising
 * gave the iteration before. Facts are known; to weigh with them throws a RangeError until training
 * has put in s, as {@link scaled}.
 *
 * @example
 * ```ts
 * import { strictEqual, throws } from 'node:assert';
 * import { rewardToGo, scaledByState, stepWeights } from '@sgmrl/rollouts';
 * const weights = scaledByState(rewardToGo);
 * strictEqual(weights.facts(1).unbiased, true);
 * throws(() => stepWeights(weights, 1), { message: 'weights: expected a scale above 0, found state' });
 * ```
 */
export const scaledByState = (weighting: Weighting): Weighting => ({
  name: `${weighting.name} scaled by the state`,
  facts: weighting.facts,
  fit: refuseState,
  leaveOneOut: refuseState,
  unscaled: weighting,
});

const refuseScale = (found: unknown): never => {
  throw new RangeError(`weights: expected a scale above 0, found ${String(found)}`);
};

/** What weights do whose scale is still to come. */
export const refuseState = (): never => refuseScale('state');

const times = (s: number, weights: StepWeights): StepWeights => ({
  values: scale(s, weights.values),
  scale: s * weights.scale,
  decay: weights.decay,
});
