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

/** Asks for jobs. */
export interface Pulling<M> {
  /**
   * The next job; undefined if there is none for a while, or the connection was lost meanwhile.
   * Rejected while there is no consumer.
   */
  readonly next: () => Promise<M | undefined>;
  /** The broker may be another now: the consumer is looked for again. */
  readonly lookAgain: () => void;
}

/** A broker that has lost its consumer says nothing to who asks it for jobs: it is looked for. */
export const pullingFrom = <M extends { readonly nak: () => void }>({
  find,
  expires,
  untilStop,
  untilBack,
}: PullingOptions<M>): Pulling<M> => {
  let source: JobSource<M> | undefined;
  const lookAgain = (): void => {
    source = undefined;
  };
  return {
    next: async () => {
      try {
        source ??= await untilBack.orWoken(find());
        if (source === undefined) return undefined;
        const pulled = source.next({ expires });
        const first = await untilStop.orWoken(untilBack.orWoken(pulled));
        if (first !== undefined) return first ?? undefined;
        // What still comes of it is for another.
        void pulled.then(
          (late) => late?.nak(),
          () => undefined,
        );
        return undefined;
      } catch (error) {
        lookAgain();
        throw error;
      }
    },
    lookAgain,
  };
};
