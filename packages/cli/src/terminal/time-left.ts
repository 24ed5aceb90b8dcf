/** Estimates how long the iterations that are left will take. */
export interface TimeLeft {
  /** One iteration took so many seconds; the seconds for `remaining` more of them. */
  readonly after: (seconds: number, remaining: number) => number;
}

/**
 * By the mean of the iterations so far in which recent ones count more, so that it follows a
 * changing load. The first, in which threads start and code is compiled, counts only until there is
 * another.
 */
export const timeLeft = (): TimeLeft => {
  const memory = 0.9;
  let iterations = 0;
  let weighted = 0;
  let weight = 0;
  return {
    after: (seconds, remaining) => {
      const kept = iterations === 1 ? 0 : memory;
      weighted = kept * weighted + seconds;
      weight = kept * weight + 1;
      iterations += 1;
      return (weighted / weight) * remaining;
    },
  };
};

/**
 * Whether so many first iterations, the last of which took so many seconds, tell how long all will
 * take: long ones by themselves.
 */
export const tellsAll = (iterations: number, seconds: number): boolean => iterations >= 5 || seconds >= 5;
