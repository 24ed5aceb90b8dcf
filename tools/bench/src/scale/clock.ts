import { Heap } from 'heap-js';

/** Time that passes from one event to the next, in seconds. */
export interface Clock {
  readonly now: () => number;
  /** Lets something happen at a time that is not over; what comes at the same time keeps its order. */
  readonly at: (time: number, happen: () => void) => void;
}

interface Event {
  readonly time: number;
  readonly order: number;
  readonly happen: () => void;
}

/**
 * Begins at 0 and lets things happen until nothing is left; gives the time of the last, and what
 * `begin` has made.
 */
export const simulate = <A>(begin: (clock: Clock) => A): { readonly seconds: number; readonly made: A } => {
  const events = new Heap<Event>((a, b) => a.time - b.time || a.order - b.order);
  let now = 0;
  let order = 0;
  const made = begin({
    now: () => now,
    at: (time, happen) => {
      if (!(time >= now)) throw new RangeError(`expected a time from ${String(now)}, found ${String(time)}`);
      order += 1;
      events.push({ time, order, happen });
    },
  });
  for (let event = events.pop(); event !== undefined; event = events.pop()) {
    now = event.time;
    event.happen();
  }
  return { seconds: now, made };
};
