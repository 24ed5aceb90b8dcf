/** In milliseconds. */
export interface SpacingLimits {
  /** What is put off comes after so long at the soonest. */
  readonly least: number;
  /** And so long after what was put off before it. */
  readonly apart: number;
}

/**
 * For how many milliseconds to put off one thing more, a whole number, as a broker asks. However
 * many there are, they come one by one: who puts each of them off again whenever it comes has most
 * of its time for others.
 */
export const spacing = (
  { least, apart }: SpacingLimits,
  now: () => number = () => performance.now(),
): (() => number) => {
  let last = -Infinity;
  return () => {
    const from = now();
    last = Math.max(from + least, last + apart);
    return Math.ceil(last - from);
  };
};
