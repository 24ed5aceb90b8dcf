import { setTimeout as sleep } from 'node:timers/promises';
import { split } from '../protocol/parts';
import type { Ask } from './asking';

/** How long a result is offered to a coordinator that does not answer, in milliseconds. */
export interface DeliveryPatience {
  readonly offerFor: number;
  readonly pause: number;
  /** How many are offered at once: of more, the oldest is given up. */
  readonly most: number;
}

/** When to offer no longer. */
export interface DeliveryEnd {
  /** Whether the broker can be reached: while it cannot, time does not count. */
  readonly isUp: () => boolean;
  readonly stop: AbortSignal;
}

/** Brings results to their coordinators, part by part; false if nobody takes one. */
export const deliveringBy = (
  ask: Ask,
  { offerFor, pause, most }: DeliveryPatience,
  { isUp, stop }: DeliveryEnd,
) => {
  /** Those that are offered, the oldest first. */
  const offered = new Set<symbol>();

  const offer = async (me: symbol, session: string, job: number, result: Uint8Array): Promise<boolean> => {
    const parts = split(result);
    let until = performance.now() + offerFor;
    for (const [part, bytes] of parts.entries()) {
      for (;;) {
        const answer = await ask(session, { kind: 'result', job, part, parts: parts.length, bytes });
        if (answer === 'drop' || answer === 'refused') return true;
        if (!['gone', 'silent', 'lost', 'later'].includes(answer)) break;
        if (!isUp()) until = performance.now() + offerFor;
        if (performance.now() > until || stop.aborted || !offered.has(me)) return false;
        await sleep(pause);
      }
    }
    return true;
  };

  return async (session: string, job: number, result: Uint8Array): Promise<boolean> => {
    const me = Symbol();
    offered.add(me);
    const [oldest] = offered;
    if (offered.size > most) offered.delete(oldest);
    try {
      return await offer(me, session, job, result);
    } finally {
      offered.delete(me);
    }
  };
};
