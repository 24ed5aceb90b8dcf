/**
 * Norms of the meta-gradients before an iteration, the latest last: as many as are compared with.
 */
export type RecentNorms = readonly number[];

/** The latest so many are remembered, and so few are too few to say what is usual. */
const [most, fewest] = [100, 5];

/**
 * From so many times the median on, a norm is a leap. In runs that learned it was below 20 times.
 */
const leap = 100;

/** One iteration more; a gradient of zero says nothing of the usual size. */
export const remember = (norms: RecentNorms, norm: number): RecentNorms =>
  norm > 0 ? [...norms, norm].slice(-most) : norms;

/** Half of the numbers are no smaller. */
const upperMedian = (xs: readonly number[]): number =>
  [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)];

/** Whether a gradient is at least 100 times as long as the median of those before. */
export const isLeap = (norms: RecentNorms, norm: number): boolean =>
  norms.length >= fewest && norm >= leap * upperMedian(norms);
