import { scale } from '@sgmrl/vector';
import type { GradientTransformation } from './gradient-transformation';
import type { Schedule } from './schedule';

/** How many updates were made before. */
export interface StepState {
  /** k, the step that the schedule is asked for next; 0 at the start. */
  readonly step: number;
}

/**
 * The update schedule(k)·gradient, k = 0, 1, 2, … counting the updates.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { linear, scaleBySchedule } from '@sgmrl/optimizers';
 * const optimizer = scaleBySchedule(linear(1, 0, 2));
 * const [first, state] = optimizer.update([8], optimizer.init([0]), [0]);
 * const [second] = optimizer.update([8], state, [0]);
 * deepStrictEqual([first[0], second[0]], [8, 4]);
 * ```
 */
export const scaleBySchedule = (schedule: Schedule): GradientTransformation<StepState> => {
  if (typeof schedule !== 'function')
    throw new RangeError(
      `scaleBySchedule: expected a schedule, a function of the step, found ${String(schedule)}`,
    );
  return {
    init: () => ({ step: 0 }),
    update: (gradient, { step }) => [scale(schedule(step), gradient), { step: step + 1 }],
  };
};
