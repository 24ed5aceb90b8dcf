/** How long the coordinator waits, in milliseconds, and how often it tries. */
export interface CoordinatorPatience {
  /** The broker gives a job to another worker when its worker has been silent for so long. */
  readonly ackWait: number;
  /** A job ends the run when it has failed on so many workers. */
  readonly failures: number;
  /** A job ends the run when so many workers were lost while they did it. */
  readonly losses: number;
}

/**
 * A worker that dies takes 3 s; one that dies of what it does takes others with it, but so do
 * evictions.
 */
export const patience: CoordinatorPatience = { ackWait: 3000, failures: 2, losses: 3 };

/**
 * For how long a word of a worker holds, in milliseconds: a little less than the broker waits, so
 * that it never gives a job away while its worker counts as alive.
 */
export const holdsFor = ({ ackWait }: Pick<CoordinatorPatience, 'ackWait'>): number => 0.8 * ackWait;
