import type { JobMap } from '@sgmrl/meta-learning';
import type { PhaseSeconds } from '../run/metrics-file';

/**
 * A stopwatch for the phases of an iteration: what comes before the first map, until the last is
 * done, and what comes after.
 */
export interface PhaseClock {
  readonly around: <J, R>(map: JobMap<J, R>) => JobMap<J, R>;
  /** An iteration begins. */
  readonly begin: () => void;
  /** The phases of the iteration that ends now. */
  readonly read: () => PhaseSeconds;
}

/** To the microsecond. */
const round = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1e6;

/** Starts a clock; `now` gives milliseconds. */
export const phaseClock = (now: () => number): PhaseClock => {
  let began = now();
  let mapBegan: number | undefined;
  let mapEnded = began;
  return {
    around: (map) => async (jobs) => {
      mapBegan ??= now();
      const results = await map(jobs);
      mapEnded = now();
      return results;
    },
    begin: () => {
      began = now();
      mapBegan = undefined;
    },
    read: () => {
      const ran = mapBegan ?? mapEnded;
      return { plan: round(ran - began), run: round(mapEnded - ran), finish: round(now() - mapEnded) };
    },
  };
};
