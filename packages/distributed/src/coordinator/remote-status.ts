import type { Call } from './call';
import type { Discarded } from './inbox';
import type { Ledger, LongJob } from './ledger';

/** How the work goes. */
export interface RemoteStatus extends Discarded {
  /** Workers that were heard of in the last seconds, without those that refuse. */
  readonly workers: readonly string[];
  /** Jobs that a worker has at present. */
  readonly inFlight: number;
  /**
   * Those that one worker has had for a minute or more, and for twice as long as any that was done.
   */
  readonly inFlightForLong: readonly LongJob[];
  /** Jobs of the present maps that are not done. */
  readonly left: number;
  /** How often a job was begun again, because it failed or its worker was lost. */
  readonly retries: number;
  /** Why the broker could not be used at the last try; undefined if it could. */
  readonly problem: string | undefined;
}

/** A sum over the present calls. */
export const sumOver = (calls: ReadonlySet<Call>, of: (books: Ledger) => number): number =>
  Array.from(calls, ({ books }) => of(books)).reduce((a, b) => a + b, 0);

/** Tells what is new. */
export const onChange = (tell: (status: RemoteStatus) => void, status: () => RemoteStatus): (() => void) => {
  let told = '';
  return () => {
    const now = status();
    const text = JSON.stringify(now);
    if (text !== told) tell(now);
    told = text;
  };
};
