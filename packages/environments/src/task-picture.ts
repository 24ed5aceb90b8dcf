/** A round-ended rod as it is drawn, from one end to the other, in one unit of length. */
export interface Segment {
  /** Across the page, and up the page above the ground. */
  readonly from: readonly [x: number, z: number];
  /** The other end, likewise. */
  readonly to: readonly [x: number, z: number];
  /** Half its thickness. */
  readonly radius: number;
}

/** How a report draws an episode: stick figures above a ground at z = 0. */
export interface TaskPicture<Task, State> {
  /**
   * The figure at one moment; all of an episode have the same number of segments, of the same
   * radii.
   */
  readonly frame: (task: Task) => (state: State) => readonly Segment[];
  /** What a task is called; its features unless given. */
  readonly nameOf?: (task: Task) => string;
  /** How long a step is shown: 0.05 unless given. */
  readonly secondsPerStep?: number;
}
