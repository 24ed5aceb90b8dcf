/** Tells for how long this process has done next to nothing. */
export interface Idleness {
  /**
   * Looks at the clocks once more; seconds of idleness up to now. To be called every second or so.
   */
  readonly look: () => number;
}

/** What {@link idleness} reads. */
export interface Clocks {
  /** Seconds on the wall. */
  readonly wall: () => number;
  /** Seconds of processor time that all threads have used. */
  readonly processor: () => number;
}

const thisProcess: Clocks = {
  wall: () => performance.now() / 1000,
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
};

/** A twentieth of one processor is what waiting itself costs, with room to spare. */
const nextToNothing = 0.05;

/**
 * A thread that computes uses processor time, however long it takes; one that waits for what never
 * comes uses none. A look at which the process has worked since the one before begins anew. Between
 * two looks at most `longestLook` seconds count, so that a machine that slept is not taken for an
 * idle process.
 */
export const idleness = (longestLook: number, clocks: Clocks = thisProcess): Idleness => {
  let [wall, processor] = [clocks.wall(), clocks.processor()];
  let idle = 0;
  return {
    look: () => {
      const passed = clocks.wall() - wall;
      const used = clocks.processor() - processor;
      idle = used > nextToNothing * passed ? 0 : idle + Math.min(passed, longestLook);
      [wall, processor] = [wall + passed, processor + used];
      return idle;
    },
  };
};
