import { cos, sin } from '@sgmrl/elementary';
import type { CartPoleState, CartPoleTask } from '@sgmrl/environments';
import type { Frame } from '../animation';
import { animated } from './animated';
import type { Picture, Subject } from './picture';
import type { ShownTask } from './show-tasks';

/** Seconds of a step of the environment. */
const timeStep = 0.02;

/** The cart on its track and the pole on the cart; m. */
export const cartPoleFrame =
  ({ poleHalfLength }: CartPoleTask) =>
  ({ position, angle }: CartPoleState): Frame => {
    const hinge = 0.15;
    const top = [
      position + 2 * poleHalfLength * sin(angle),
      hinge + 2 * poleHalfLength * cos(angle),
    ] as const;
    return [
      { from: [position - 0.2, 0.1], to: [position + 0.2, 0.1], radius: 0.06 },
      { from: [position, hinge], to: top, radius: 0.025 },
    ];
  };

/** The cart and its pole in a few tasks, before and after adaptation. */
export const cartPolePictures =
  (subject: Subject) =>
  (shown: readonly ShownTask<CartPoleTask, CartPoleState>[]): readonly Picture[] =>
    animated(subject, timeStep, cartPoleFrame, ({ poleHalfLength, gravity }) =>
      [`pole ${(2 * poleHalfLength).toFixed(2)} m`, `gravity ${gravity.toFixed(1)} m/s²`].join(', '),
    )(shown);
