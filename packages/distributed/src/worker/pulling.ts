import type { Waiting } from '../waiting';

/** What the broker gives jobs by. */
export interface JobSource<M> {
  /** The next job; null if there is none for so many milliseconds. */
  readonly next: (options: { readonly expires: number }) => Promise<M | null>;
}

/** Of whom jobs are asked, and what ends a wait for one. */
export interface PullingOptions<M> {
  /** Rejected while there is no consumer. */
  readonly find: () => Promise<JobSource<M>>;
  /** Milliseconds that the broker keeps a wish for a job. */
  readonly expires: number;
  readonly untilStop: Waiting;
  readonly untilBack: Waiting;
}

/**
 * Asks for jobs, one at a time: undefined if there is none for a while, or the connection was lost
 * meanwhile. Then, and when asking failed, the consumer is looked for again: a broker that has
 * lost it says nothing to who asks it for jobs.
 */
export const pullingFrom = <M extends { readonly nak: () => void }>({
  find,
  expires,
  untilStop,
  untilBack,
}: PullingOptions<M>): (() => Promise<M | undefined>) => {
  let source: JobSource<M> | undefined;
  return async () => {
    try {
      source ??= await untilBack.orWoken(find());
      if (source === undefined) return undefined;
      const pulled = source.next({ expires });
      const first = await untilStop.orWoken(untilBack.orWoken(pulled));
      if (first !== undefined) return first ?? undefined;
      source = undefined;
      // What still comes of it is for another.
      void pulled.then(
        (late) => late?.nak(),
        () => undefined,
      );
      return undefined;
    } catch (error) {
      source = undefined;
      throw error;
    }
  };
};
