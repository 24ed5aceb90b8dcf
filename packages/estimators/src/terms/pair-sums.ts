import type { StepWeights, TrajectoryBatch } from '@sgmrl/rollouts';
import { zipWith, type Vector } from '@sgmrl/vector';
import { spread, sumPerTrajectory } from './rows';
import type { Pair, WindowedPairs } from './term';

/** y_h = ρ (y_{h−1} + x_{h−1}) = Σ_{h′<h} ρ^{h−h′} x_{h′} along each trajectory. */
const sumsBefore = (
  { trajectories, steps, lengths }: TrajectoryBatch,
  x: Vector,
  rate: number,
): Float64Array => {
  const sums = new Float64Array(x.length);
  for (let n = 0; n < trajectories; n++)
    for (let row = n * steps + 1; row < n * steps + lengths[n]; row++)
      sums[row] = rate * (sums[row - 1] + x[row - 1]);
  return sums;
};

/** y_h = ρ (y_{h+1} + x_{h+1}) = Σ_{h′>h} ρ^{h′−h} x_{h′} along each trajectory. */
const sumsAfter = (
  { trajectories, steps, lengths }: TrajectoryBatch,
  x: Vector,
  rate: number,
): Float64Array => {
  const sums = new Float64Array(x.length);
  for (let n = 0; n < trajectories; n++)
    for (let row = n * steps + lengths[n] - 2; row >= n * steps; row--)
      sums[row] = rate * (sums[row + 1] + x[row + 1]);
  return sums;
};

const product = (x: Vector, y: Vector): Float64Array => zipWith(x, y, (a, b) => a * b);

/**
 * Whether the pairs are all the pairs of a trajectory, each once, with one's weight, and count
 * alike.
 */
const isEveryPair = ({ of, factor }: WindowedPairs, weight: 'own' | 'other', decay: number): boolean =>
  factor === 1 &&
  of.length === 3 &&
  (['itself', 'past', 'future'] as const).every((place) =>
    of.some(
      (pair) =>
        pair.with === place &&
        (pair.with === 'itself' || (pair.weight === weight && (!pair.fades || decay === 1))),
    ),
  );

/**
 * Σ_{h′} k(h, h′) d_{h′} on every row, k the sum of the pairs' kernels: in O(H) a trajectory, since
 * each kernel is a power of one rate.
 */
export const pairSums = (
  pairs: WindowedPairs,
  batch: TrajectoryBatch,
  { values, decay }: StepWeights,
  directional: Vector,
): Float64Array => {
  if (isEveryPair(pairs, 'other', decay))
    return spread(batch, sumPerTrajectory(batch, product(values, directional)));
  if (isEveryPair(pairs, 'own', decay))
    return product(values, spread(batch, sumPerTrajectory(batch, directional)));
  const one = (pair: Pair): Float64Array => {
    if (pair.with === 'itself') return product(values, directional);
    const rate = pairs.factor * (pair.fades ? decay : 1);
    const sums = pair.with === 'past' ? sumsBefore : sumsAfter;
    return pair.weight === 'other'
      ? sums(batch, product(values, directional), rate)
      : product(values, sums(batch, directional, rate));
  };
  const total = new Float64Array(directional.length);
  for (const pair of pairs.of) {
    const sums = one(pair);
    for (let row = 0; row < total.length; row++) total[row] += sums[row];
  }
  return total;
};
