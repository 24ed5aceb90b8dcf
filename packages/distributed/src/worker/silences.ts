/** Sessions whose coordinator did not answer lately. */
export interface Silences {
  readonly add: (session: string) => void;
  readonly has: (session: string) => boolean;
  /** What was silent may have been this side. */
  readonly forgetAll: () => void;
}

/** Each is remembered for so many milliseconds. */
export const silences = (rememberFor: number, now: () => number = () => performance.now()): Silences => {
  const until = new Map<string, number>();
  const forgetOld = (): void => {
    for (const [session, end] of until) if (end <= now()) until.delete(session);
  };
  return {
    add: (session) => {
      until.set(session, now() + rememberFor);
    },
    has: (session) => {
      forgetOld();
      return until.has(session);
    },
    forgetAll: () => {
      until.clear();
    },
  };
};
