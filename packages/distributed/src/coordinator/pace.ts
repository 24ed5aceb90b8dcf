/** How long jobs take, in milliseconds. */
export interface Pace {
  /** A job was done in so long. */
  readonly took: (duration: number) => void;
  /** Whether a job that is not done yet has taken so long that a person should know. */
  readonly isLong: (duration: number) => boolean;
}

const minute = 60_000;

/** Nothing was done yet. For a minute, and for twice as long as a job that was done, nothing is long. */
export const pace = (): Pace => {
  let longest = 0;
  return {
    took: (duration) => {
      longest = Math.max(longest, duration);
    },
    isLong: (duration) => duration >= Math.max(minute, 2 * longest),
  };
};
