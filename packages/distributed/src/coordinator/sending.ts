import { setTimeout as sleep } from 'node:timers/promises';
import { inWindow } from '../in-window';
import type { Waiting } from '../waiting';
import type { Call } from './call';
import type { LeadBroker } from './lead-broker';

/** Brings jobs and blobs to a broker, which may be away and may lose what it has. */
export interface Sending {
  /** Does what the broker must be there for, again until it is done; nothing once stopped. */
  readonly insist: (effect: () => Promise<void>) => Promise<void>;
  /** Sends the jobs of a call for the first time. */
  readonly send: (call: Call) => Promise<void>;
  /** Sends again what nobody does and the broker does not hold: it was lost. */
  readonly audit: () => Promise<void>;
  /** Why the broker could not be used at the last try; undefined if it could. */
  readonly problem: () => string | undefined;
  readonly stop: () => void;
}

/** Whose jobs are brought where. */
export interface SendingOptions {
  readonly broker: Pick<LeadBroker, 'prepare' | 'publish' | 'held' | 'renewConsumer'>;
  readonly session: string;
  readonly calls: ReadonlySet<Call>;
  /** Woken when the broker can be reached again: what it was asked before it never answers. */
  readonly untilBack: Waiting;
  /** Milliseconds until the next try. */
  readonly pause: number;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Nothing was sent yet. */
export const sending = ({ broker, session, calls, untilBack, pause }: SendingOptions): Sending => {
  let stopped = false;
  let problem: string | undefined;
  let auditing = false;
  let trackedBefore = true;
  const underway = new Set<Call>();
  /** How many jobs were begun at the last audit. */
  const begunBefore = new WeakMap<Call, number>();

  const unlessLost = async (effect: Promise<void>): Promise<void> => {
    const done = await untilBack.orWoken(effect.then(() => true));
    if (done === undefined) throw new Error('the connection was lost');
  };

  const insist = async (effect: () => Promise<void>): Promise<void> => {
    while (!stopped) {
      try {
        await unlessLost(effect());
        problem = undefined;
        return;
      } catch (error) {
        problem = reason(error);
        await sleep(pause);
        await unlessLost(broker.prepare()).catch(() => undefined);
      }
    }
  };

  const publish = ({ message }: Call, jobs: readonly number[]): Promise<void> =>
    inWindow(jobs, (job) => broker.publish(session, job, message(job)));

  /** While jobs are begun, those that wait have their turn. */
  const stands = (call: Call): boolean => {
    const { books } = call;
    const before = begunBefore.get(call);
    begunBefore.set(call, books.begun());
    return !underway.has(call) && before === books.begun() && books.waiting().length > 0;
  };

  const audit = async (): Promise<void> => {
    const standing = [...calls].filter(stands);
    if (standing.length === 0) return;
    const { jobs, tracked } = await broker.held(session).catch(async () => {
      await broker.prepare();
      return broker.held(session);
    });
    // Stream and consumer are not seen at the same moment: only what stays so is lost.
    if (!tracked && !trackedBefore) await broker.renewConsumer();
    trackedBefore = tracked;
    problem = undefined;
    // Those that were taken meanwhile are not waiting now.
    for (const call of standing)
      await publish(
        call,
        call.books.waiting().filter((job) => !jobs.has(job)),
      );
  };

  return {
    insist,
    send: async (call) => {
      underway.add(call);
      await insist(() => publish(call, call.books.waiting()));
      underway.delete(call);
    },
    audit: async () => {
      if (auditing || stopped) return;
      auditing = true;
      try {
        await unlessLost(audit());
      } catch (error) {
        // What cannot be asked now is asked again.
        problem = reason(error);
      }
      auditing = false;
    },
    problem: () => problem,
    stop: () => {
      stopped = true;
    },
  };
};
