/** What runs jobs side by side. */
export interface Lanes<J, R> {
  /** How many jobs run at once. */
  readonly lanes: number;
  /** Runs a job; who waits before beginning it then asks `checkWanted`, which throws if it is not. */
  readonly attempt: (job: J, checkWanted: () => void) => Promise<R>;
  /** Names a job in messages. */
  readonly describe: (job: J) => string;
  /** Whether nothing is wanted any more. */
  readonly isClosed: () => boolean;
  /** Ends the map where it is rejected. */
  readonly failure: Promise<never>;
  /** What an error says. */
  readonly reason: (error: unknown) => string;
}

/**
 * Results in the order of the jobs. A lane takes a job when it is free, so that a job's time is not
 * spent waiting. A job that fails runs again once; if it fails again, no other one is begun.
 */
export const inLanes =
  <J, R>({ lanes, attempt, describe, isClosed, failure, reason }: Lanes<J, R>) =>
  async (jobs: readonly J[]): Promise<readonly R[]> => {
    const results: R[] = Array.from({ length: jobs.length });
    const waiting = jobs.entries();
    let ended = false;
    const checkWanted = (): void => {
      if (isClosed()) throw new Error('the pool is closed');
      if (ended) throw new Error('another job failed');
    };
    const persist = (job: J): Promise<R> =>
      attempt(job, checkWanted).catch((first: unknown) => {
        checkWanted();
        return attempt(job, checkWanted).catch((second: unknown) => {
          checkWanted();
          const problems =
            reason(first) === reason(second) ? reason(first) : `${reason(first)}, then ${reason(second)}`;
          throw new Error(`${describe(job)} failed twice in a worker: ${problems}`, { cause: second });
        });
      });
    const run = async (): Promise<void> => {
      for (const [index, job] of waiting) {
        checkWanted();
        results[index] = await persist(job);
      }
    };
    try {
      await Promise.race([failure, Promise.all(Array.from({ length: lanes }, run))]);
      return results;
    } finally {
      ended = true;
    }
  };
