/** Estimates how long the iterations that are left will take. */
export interface TimeLeft {
  /** One iteration took so many seconds; the seconds for `remaining` more of them. */
  readonly after: (seconds: number, remaining: number) => number;
}

/** By the mean of the iterations so far in which recent ones count more, so that it follows a changing load. */
export const timeLeft = (): TimeLeft => {
  const memory = 0.9;
  let weighted = 0;
  let weight = 0;
  return {
    after: (seconds, remaining) => {
      weighted = memory * weighted + seconds;
      weight = memory * weight + 1;
      return (weighted / weight) * remaining;
    },
  };
};
