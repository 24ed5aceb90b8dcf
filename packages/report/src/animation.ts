import type { Segment } from '@sgmrl/environments';

/** A stick figure at one moment. */
export type Frame = readonly Segment[];

/**
 * One of several figures that move side by side. All frames have the same number of segments, of
 * the same radii.
 */
export interface Track {
  /** What stands above the figure: `before adaptation`. */
  readonly name: string;
  /** At least one; the last one stays where other tracks are longer. */
  readonly frames: readonly Frame[];
}

/** Stick figures that move, each followed by a camera; ground is at z = 0. */
export interface Animation {
  /** Name of its files. */
  readonly id: string;
  /** What stands above it. */
  readonly title: string;
  /** What a person who cannot see the figure should be told. */
  readonly description: string;
  /** Seconds from one frame to the next: it plays in the environment's own time. */
  readonly secondsPerFrame: number;
  /** Chooses the colour; that of the algorithm. */
  readonly style: number;
  /** At least one, in the order in which they are shown. */
  readonly tracks: readonly Track[];
}

/**
 * What can be seen at once: as high as all figures together, three times as wide, and never
 * narrower than one of them.
 */
export interface Window {
  readonly width: number;
  /** Lowest and highest z. */
  readonly bottom: number;
  readonly top: number;
}

const ends = (frame: Frame): readonly (readonly [number, number, number])[] =>
  frame.flatMap(({ from, to, radius }) =>
    [from, to].map(([x, z]): readonly [number, number, number] => [x, z, radius]),
  );

/** Greatest of many numbers: more than a function takes as arguments. */
const greatest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);

const widthOf = (frame: Frame): number => {
  const xs = ends(frame).map(([x]) => x);
  return Math.max(...xs) - Math.min(...xs);
};

/** The window through which an animation is seen. */
export const windowOf = ({ tracks }: Animation): Window => {
  const frames = tracks.flatMap((track) => track.frames);
  const points = frames.flatMap(ends);
  const top = greatest(points.map(([, z, radius]) => z + radius));
  const bottom = -greatest([0, ...points.map(([, z, radius]) => radius - z)]);
  const margin = 0.12 * (top - bottom);
  const height = top - bottom + 2 * margin;
  const width = Math.max(3 * height, 1.3 * greatest(frames.map(widthOf)));
  return { width, bottom: bottom - margin, top: top + margin };
};

/** Where a camera that follows a figure looks: the mean x of its ends. */
export const centre = (frame: Frame): number => {
  const points = ends(frame);
  return points.reduce((sum, [x]) => sum + x, 0) / points.length;
};
