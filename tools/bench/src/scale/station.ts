import type { Clock } from './clock';

/** What serves one after the other, in the order in which they come: a processor, a link. */
export interface Station {
  /** Serves for so many seconds, as soon as all who came before are served; then goes on. */
  readonly serve: (seconds: number, then: () => void) => void;
  /** Seconds in which it has served. */
  readonly busy: () => number;
}

/** Free at first. */
export const station = ({ now, at }: Clock): Station => {
  let free = 0;
  let busy = 0;
  return {
    serve: (seconds, then) => {
      free = Math.max(free, now()) + seconds;
      busy += seconds;
      at(free, then);
    },
    busy: () => busy,
  };
};
