import type { Model } from '@sgmrl/environments-mujoco';
import type { Config } from '@sgmrl/experiments';
import type { TrajectoryBatch } from '@sgmrl/rollouts';

/** A place in a picture, in the units of its axes. */
export type Point = readonly [x: number, y: number];

/** What one trajectory leaves in a picture. */
export type Path = readonly Point[];

interface Axis {
  readonly label: string;
  readonly low: number;
  readonly high: number;
}

/** A number of the task that a reader chooses: bounds and step of its slider. */
export interface Coordinate {
  readonly name: string;
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly start: number;
}

/** An environment to train in, how it is pictured, and the task that a reader puts down in it. */
export interface Scene {
  readonly name: string;
  readonly label: string;
  /** What it is about, and what to put down. */
  readonly about: string;
  /** Where a reader starts from. */
  readonly config: Config;
  readonly axes: { readonly x: Axis; readonly y: Axis };
  /** Whether the points of a path are joined. */
  readonly joined: boolean;
  /** Drawn in space as it moves. Its physics are loaded when a reader asks for them. */
  readonly robot?: Model;
  /** What each trajectory of a batch leaves in the picture. */
  readonly paths: (batch: TrajectoryBatch) => readonly Path[];
  /** The task: one number each. */
  readonly coordinates: readonly Coordinate[];
  /** The task with these coordinates, as the environment reads it. */
  readonly task: (coordinates: readonly number[]) => unknown;
  /** What the task is in the picture: a goal, a row that is as high as one unit, or nothing. */
  readonly mark: (coordinates: readonly number[]) => Mark | undefined;
  /** The coordinates that a pointer means, undefined where the picture does not hold them. */
  readonly pointed: ((point: Point) => readonly number[]) | undefined;
}

/** What stands for a task in a picture. */
export type Mark =
  { readonly kind: 'goal'; readonly at: Point } | { readonly kind: 'row'; readonly y: number };

/** The nearest number that a coordinate can be. */
export const nearest = ({ low, high, step }: Coordinate, value: number): number => {
  const steps = Math.round((Math.min(high, Math.max(low, value)) - low) / step);
  // In decimals as a slider has them: 0.1 × 3 is not 0.3.
  return Number((low + steps * step).toFixed(6));
};

/** The points of the steps that each trajectory took. */
export const pathsOf =
  (point: (batch: TrajectoryBatch, row: number, step: number, trajectory: number) => Point) =>
  (batch: TrajectoryBatch): readonly Path[] =>
    batch.lengths.map((length, trajectory) =>
      Array.from({ length }, (_, step) => point(batch, trajectory * batch.steps + step, step, trajectory)),
    );

/** Keeps trajectories apart that share a row, −0.3 … 0.3. */
export const apart = (trajectory: number, { trajectories }: TrajectoryBatch): number =>
  trajectories === 1 ? 0 : (0.6 * trajectory) / (trajectories - 1) - 0.3;
