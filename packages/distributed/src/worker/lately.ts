/** Sessions of which something was so lately. */
export interface Lately {
  readonly add: (session: string) => void;
  readonly has: (session: string) => boolean;
  readonly forgetAll: () => void;
}

/** For how many milliseconds each is remembered, and how many at most: of more, the oldest goes. */
export interface LatelyLimits {
  readonly rememberFor: number;
  readonly most: number;
}

/** None is remembered. */
export const lately = (
  { rememberFor, most }: LatelyLimits,
  now: () => number = () => performance.now(),
): Lately => {
  /** Those that were added first come first. */
  const until = new Map<string, number>();
  return {
    add: (session) => {
      until.delete(session);
      until.set(session, now() + rememberFor);
      for (const oldest of until.keys()) if (until.size > most) until.delete(oldest);
    },
    has: (session) => {
      const end = until.get(session);
      if (end !== undefined && end <= now()) until.delete(session);
      return until.has(session);
    },
    forgetAll: () => {
      until.clear();
    },
  };
};
