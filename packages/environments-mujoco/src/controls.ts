import { cube, vectorLength, type Space } from '@sgmrl/environments';
import type { Vector } from '@sgmrl/vector';

/** What an agent sees and does. */
export interface Spaces {
  /** What holds every observation. */
  readonly observationSpace: Space;
  /** What holds every action. */
  readonly actionSpace: Space;
}

/** [−1, 1]^n: one control a motor. */
export const motors = (n: number): Space => cube(n, -1, 1);

/**
 * The spaces of a robot whose actions are multiplied by s: those within ±1/s do not saturate a
 * motor.
 */
export const scaled = ({ observationSpace, actionSpace }: Spaces, s: number): Spaces => ({
  observationSpace,
  actionSpace: cube(vectorLength(actionSpace), -1 / s, 1 / s),
});

/** x within ±1. */
const clip = (x: number): number => (x > 1 ? 1 : x < -1 ? -1 : x);

/** u = clip(s a, ±1), of n entries. */
export const controlsOf = (action: Vector, s: number, n: number): Vector => {
  const controls = new Array<number>(n);
  for (let i = 0; i < n; i++) controls[i] = clip(s * action[i]);
  return controls;
};

/** ‖u‖² */
export const effort = (controls: Vector): number => {
  let sum = 0;
  for (let i = 0; i < controls.length; i++) sum += controls[i] * controls[i];
  return sum;
};
