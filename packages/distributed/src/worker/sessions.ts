import * as E from 'fp-ts/lib/Either.js';

/** What does the jobs of a session. */
export interface Workshop {
  /** Does a job; rejected where it cannot. */
  readonly run: (job: unknown) => Promise<unknown>;
  /** Called when its session has ended, or the worker ends. */
  readonly close: () => Promise<void>;
}

/**
 * Makes ready for a session by what its coordinator says; Left says why this worker will not work
 * for it.
 */
export type OpenWorkshop = (setup: unknown) => Promise<E.Either<string, Workshop>>;

/** Sessions that are ready, each in use or not. */
export interface Sessions {
  /** Uses the workshop of a session, opened where it is not; it stands until `use` has ended. */
  readonly using: <A>(
    id: string,
    setup: unknown,
    use: (workshop: E.Either<string, Workshop>) => Promise<A>,
  ) => Promise<A>;
  readonly ids: () => readonly string[];
  /** Closes those that nobody has used for long, and the least lately used of too many. */
  readonly tidy: () => void;
  readonly close: () => Promise<void>;
}

/** How many stay ready, and for how long unused, in milliseconds. */
export interface SessionLimits {
  readonly most: number;
  readonly idleFor: number;
}

interface Session {
  readonly workshop: Promise<E.Either<string, Workshop>>;
  used: number;
  busy: number;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** None is open. */
export const sessionsOf = (
  open: OpenWorkshop,
  { most, idleFor }: SessionLimits,
  now: () => number = () => performance.now(),
): Sessions => {
  const all = new Map<string, Session>();

  const forget = async (id: string, { workshop }: Session): Promise<void> => {
    all.delete(id);
    const opened = await workshop;
    if (E.isRight(opened)) await opened.right.close();
  };

  const tidy = (): void => {
    const idle = [...all].filter(([, { busy }]) => busy === 0).sort(([, a], [, b]) => a.used - b.used);
    for (const [id, session] of idle)
      if (all.size > most || now() - session.used > idleFor) void forget(id, session);
  };

  const sessionOf = (id: string, setup: unknown): Session => {
    const session = all.get(id) ?? {
      workshop: open(setup).catch((error: unknown) => E.left(reason(error))),
      used: now(),
      busy: 0,
    };
    all.set(id, session);
    return session;
  };

  return {
    using: async (id, setup, use) => {
      const session = sessionOf(id, setup);
      session.busy += 1;
      try {
        return await use(await session.workshop);
      } finally {
        session.busy -= 1;
        session.used = now();
        tidy();
      }
    },
    ids: () => [...all.keys()],
    tidy,
    close: async () => {
      await Promise.all(Array.from(all, ([id, session]) => forget(id, session)));
    },
  };
};
