import type { Vector } from '@sgmrl/vector';
import { checkBatch, checkPerRow } from './check-batch';
import type { TrajectoryBatch } from './trajectory-batch';

/** Added to the deviation when normalising, so that constant advantages give zero. */
export const normalisationEpsilon = 1e-8;

/** Mean and deviation (population) over the rows in which trajectories ran. */
export interface Moments {
  /** The mean of x over the rows that ran. */
  readonly mean: number;
  /** √ of the mean of (x − mean)² over them. */
  readonly deviation: number;
}

/**
 * Moments of a per-row quantity over the rows in which trajectories ran.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { moments } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * // The trajectory ended after two of three steps.
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 3, 0], mask: [1, 1, 0], lengths: [2] };
 * deepStrictEqual(moments(batch, batch.rewards), { mean: 2, deviation: 1 });
 * ```
 */
export const moments = (batch: TrajectoryBatch, x: Vector): Moments => {
  checkBatch(batch);
  checkPerRow('x', batch, x);
  return momentsWhere(batch, x);
};

/** Moments over the rows where the mask is one. */
export const momentsWhere = (batch: Pick<TrajectoryBatch, 'mask'>, x: Vector): Moments => {
  let count = 0;
  let sum = 0;
  for (let row = 0; row < x.length; row++) {
    count += batch.mask[row];
    sum += batch.mask[row] * x[row];
  }
  const mean = sum / count;
  let squares = 0;
  for (let row = 0; row < x.length; row++) squares += batch.mask[row] * (x[row] - mean) * (x[row] - mean);
  if (squares !== Infinity) return { mean, deviation: Math.sqrt(squares / count) };
  // Finite numbers whose squares are not: in units of the largest difference.
  let unit = 0;
  for (let row = 0; row < x.length; row++) unit = Math.max(unit, batch.mask[row] * Math.abs(x[row] - mean));
  let shares = 0;
  for (let row = 0; row < x.length; row++) {
    const share = (x[row] - mean) / unit;
    shares += batch.mask[row] * share * share;
  }
  return { mean, deviation: unit * Math.sqrt(shares / count) };
};

/** The root of the mean square over the rows in which trajectories ran. */
export const rootMeanSquare = ({ mask }: Pick<TrajectoryBatch, 'mask'>, x: Vector): number => {
  let [unit, count] = [0, 0];
  for (let row = 0; row < x.length; row++) {
    unit = Math.max(unit, mask[row] * Math.abs(x[row]));
    count += mask[row];
  }
  if (unit === 0) return 0;
  let shares = 0;
  for (let row = 0; row < x.length; row++) shares += mask[row] * (x[row] / unit) * (x[row] / unit);
  return unit * Math.sqrt(shares / count);
};

/** Up to this share of the mean, a deviation is rounding. */
const rounding = 1e-12;

/**
 * (x − mean) / (deviation + ε) on the rows in which trajectories ran, zero elsewhere, ε = 10⁻⁸. All
 * zero where x is constant up to rounding: a deviation within 10⁻¹² of the mean.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { normalise } from '@sgmrl/rollouts';
 * const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
 * const batch = { trajectories: 1, steps: 3, observations: column([0, 0, 0]), actions: column([0, 0, 0]),
 *   rewards: [1, 3, 0], mask: [1, 1, 0], lengths: [2] };
 * deepStrictEqual([...normalise(batch, batch.rewards)].map(Math.round), [-1, 1, 0]);
 * ```
 */
export const normalise = (batch: TrajectoryBatch, x: Vector): Float64Array => {
  const { mean, deviation } = moments(batch, x);
  const normalised = new Float64Array(x.length);
  if (deviation <= rounding * Math.abs(mean)) return normalised;
  for (let row = 0; row < x.length; row++)
    if (batch.mask[row] !== 0) normalised[row] = (x[row] - mean) / (deviation + normalisationEpsilon);
  return normalised;
};
