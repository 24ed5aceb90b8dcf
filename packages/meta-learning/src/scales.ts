import type { Algorithm } from '@sgmrl/estimators';
import {
  discountedSums,
  moments,
  scaled,
  stepWeights,
  timesteps,
  type TrajectoryBatch,
  type Weighting,
} from '@sgmrl/rollouts';

/**
 * The scales that come with the state: s of `scaledByState` weights, the same for all tasks of an
 * iteration. Each is what normalising would have given the iteration
 * before,
 *
 *     s = 1 / (H̄ σ̂),   σ̂² the mean over tasks of the variance of the advantages, H̄ their mean length,
 *
 * so it does not depend on the data that it scales, and has no share in the meta-gradient.
 */
export interface Scales {
  /** Of the inner steps. */
  readonly inner: number;
  /** Of the outer batch. */
  readonly outer: number;
}

/** How far the advantages of some batches spread, before any scale; a mean over the batches. */
export interface Spread {
  /** The variance of the advantages over the steps taken. */
  readonly variance: number;
  /** The mean square of the rewards-to-go, which tells a variance from rounding. */
  readonly meanSquare: number;
  /** The length of the trajectories. */
  readonly length: number;
}

/** Where a scale comes with the state, the spread that the next one is made of. */
export type Spreads = { readonly [S in keyof Scales]: Spread | undefined };

/** What the functions here read of an algorithm. */
type Weighing = Pick<Algorithm, 'innerWeights' | 'outerWeights' | 'discount'>;

/** Whether an algorithm takes a scale from the state. */
export const takesScales = ({ innerWeights, outerWeights }: Omit<Weighing, 'discount'>): boolean =>
  innerWeights.unscaled !== undefined || outerWeights.unscaled !== undefined;

const withScale = (weights: Weighting, scale: number | undefined): Weighting => {
  if (weights.unscaled === undefined) return weights;
  if (scale !== undefined) return scaled(scale, weights.unscaled);
  throw new RangeError(
    'scales: expected those of a state, found none; initialState begins with them where it is given the algorithm',
  );
};

/**
 * How to adapt with the scales of a state. Throws a RangeError where it takes one and there are
 * none.
 */
export const adaptationAt = <A extends Pick<Weighing, 'innerWeights'>>(
  settings: A,
  scales: Scales | undefined,
): A => ({ ...settings, innerWeights: withScale(settings.innerWeights, scales?.inner) });

/**
 * The algorithm with the scales of a state. Throws a RangeError where it takes one and there are
 * none.
 */
export const algorithmAt = <A extends Omit<Weighing, 'discount'>>(
  algorithm: A,
  scales: Scales | undefined,
): A => ({
  ...adaptationAt(algorithm, scales),
  outerWeights: withScale(algorithm.outerWeights, scales?.outer),
});

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

const meanSpread = (spreads: readonly Spread[]): Spread => ({
  variance: mean(spreads.map(({ variance }) => variance)),
  meanSquare: mean(spreads.map(({ meanSquare }) => meanSquare)),
  length: mean(spreads.map(({ length }) => length)),
});

const spreadOf =
  (unscaled: Weighting, discount: number) =>
  (batch: TrajectoryBatch): Spread => {
    const { deviation } = moments(batch, stepWeights(unscaled, discount)(batch).values);
    const toGo = moments(batch, discountedSums(batch, batch.rewards, discount));
    return {
      variance: deviation * deviation,
      meanSquare: toGo.mean * toGo.mean + toGo.deviation * toGo.deviation,
      length: timesteps(batch) / batch.trajectories,
    };
  };

const spreadUnder = (
  { unscaled }: Weighting,
  discount: number,
  batches: readonly TrajectoryBatch[],
): Spread | undefined =>
  unscaled !== undefined && batches.length > 0
    ? meanSpread(batches.map(spreadOf(unscaled, discount)))
    : undefined;

/** The spreads of a task's batches: its inner ones, and its outer batch. */
export const spreadsOf = (
  { innerWeights, outerWeights, discount }: Weighing,
  inner: readonly TrajectoryBatch[],
  outerBatch: TrajectoryBatch,
): Spreads => ({
  inner: spreadUnder(innerWeights, discount, inner),
  outer: spreadUnder(outerWeights, discount, [outerBatch]),
});

/**
 * A deviation of less than this share of the rewards-to-go is rounding, or error of the baseline's
 * fit.
 */
const least = 1e-4;

const next = (scale: number, spreads: readonly (Spread | undefined)[]): number => {
  const known = spreads.flatMap((spread) => spread ?? []);
  if (known.length === 0) return scale;
  const { variance, meanSquare, length } = meanSpread(known);
  return variance > least * least * meanSquare && variance < Infinity
    ? 1 / (length * Math.sqrt(variance))
    : scale;
};

/** The scales that some tasks lead to. Where all advantages are equal the last scale stays. */
export const nextScales = ({ inner, outer }: Scales, tasks: readonly Spreads[]): Scales => ({
  inner: next(
    inner,
    tasks.map((task) => task.inner),
  ),
  outer: next(
    outer,
    tasks.map((task) => task.outer),
  ),
});

/** Before there is any data. */
export const unscaled: Scales = { inner: 1, outer: 1 };
