import { setTimeout as sleep } from 'node:timers/promises';
import { split } from '../protocol/parts';
import type { Ask } from './asking';

/** How long a result is offered to a coordinator that does not answer, in milliseconds. */
export interface DeliveryPatience {
  readonly offerFor: number;
  readonly pause: number;
}

/** When to offer no longer. */
export interface DeliveryEnd {
  /** Whether the broker can be reached: while it cannot, time does not count. */
  readonly isUp: () => boolean;
  readonly stop: AbortSignal;
}

/** Brings a result to its coordinator, part by part; false if nobody takes it. */
export const deliveringBy =
  (ask: Ask, { offerFor, pause }: DeliveryPatience, { isUp, stop }: DeliveryEnd) =>
  async (session: string, job: number, result: Uint8Array): Promise<boolean> => {
    const parts = split(result);
    let until = performance.now() + offerFor;
    for (const [part, bytes] of parts.entries()) {
      for (;;) {
        const answer = await ask(session, { kind: 'result', job, part, parts: parts.length, bytes });
        if (answer === 'drop' || answer === 'refused') return true;
        if (answer !== 'gone' && answer !== 'silent') break;
        if (!isUp()) until = performance.now() + offerFor;
        if (performance.now() > until || stop.aborted) return false;
        await sleep(pause);
      }
    }
    return true;
  };
