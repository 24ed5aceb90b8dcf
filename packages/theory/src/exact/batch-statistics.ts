import { select, stepWeights, type StepWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import type { AdaptationChoices } from '../adaptation-choices';
import { countMultisets, multisets } from './multisets';
import type { TooLarge } from '../theory-error';
import type { TrajectorySupport } from './trajectory-support';

/** Batches that one enumeration may hold. */
export const batchLimit = 1_000_000;

/**
 * All that an inner step of a tabular softmax policy sees of a batch D. Weights depend on the data
 * only, so none of it depends on θ; batches that agree in it are one entry.
 */
export interface BatchStatistics {
  /**
   * The probability of the batch apart from the policy's share, orders of the trajectories
   * included.
   */
  readonly coefficient: number;
  /** How often each state-action pair was taken, S·A: q(D; θ) = coefficient · Π π^counts. */
  readonly counts: Float64Array;
  /** (1/N) Σ w_h over the rows of each state-action pair, S·A: g(θ, D) = Σ weighted ∇log π. */
  readonly weighted: Float64Array;
}

/** Every batch of N trajectories. Left when there are more than {@link batchLimit}. */
export const batchStatistics = (
  support: TrajectorySupport,
  { trajectories, innerWeights, discount }: AdaptationChoices,
): E.Either<TooLarge, readonly BatchStatistics[]> => {
  const count = countMultisets(support.batch.trajectories, trajectories);
  if (count > batchLimit)
    return E.left({ kind: 'too-large', what: 'batches of trajectories', count, limit: batchLimit });
  const weigh = stepWeights(innerWeights, discount);
  const merged = new Map<string, BatchStatistics>();
  for (const { indices, orders } of multisets(support.batch.trajectories, trajectories)) {
    const entry = statisticsOf(support, indices, orders, weigh);
    const key = bits(entry.counts) + bits(entry.weighted);
    const same = merged.get(key);
    merged.set(
      key,
      same === undefined ? entry : { ...same, coefficient: same.coefficient + entry.coefficient },
    );
  }
  return E.right([...merged.values()]);
};

const statisticsOf = (
  support: TrajectorySupport,
  indices: readonly number[],
  orders: number,
  weigh: (batch: TrajectoryBatch) => StepWeights,
): BatchStatistics => {
  const { steps } = support.batch;
  const weights = weigh(select(support.batch, indices)).values;
  const counts = new Float64Array(support.states * support.actions);
  const weighted = new Float64Array(counts.length);
  indices.forEach((n, i) => {
    for (let h = 0; h < steps; h++) {
      const pair = support.pairs[n * steps + h];
      counts[pair]++;
      weighted[pair] += weights[i * steps + h] / indices.length;
    }
  });
  return { coefficient: indices.reduce((p, n) => p * support.environment[n], orders), counts, weighted };
};

/** The bit pattern of some numbers, as a key. */
const bits = (x: Float64Array): string => String.fromCharCode(...new Uint16Array(x.buffer));
