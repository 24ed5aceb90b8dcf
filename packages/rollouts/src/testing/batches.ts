import * as fc from 'fast-check';
import type { TrajectoryBatch } from '../trajectory-batch';

/**
 * A batch from plain nested arrays: one list of rewards a trajectory; the observation counts the
 * steps.
 */
export const batchOf = (rewards: readonly (readonly number[])[], steps: number): TrajectoryBatch => {
  const rows = rewards.length * steps;
  const perRow = (value: (n: number, h: number) => number): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => {
      const [n, h] = [Math.floor(row / steps), row % steps];
      return h < rewards[n].length ? value(n, h) : 0;
    });
  return {
    trajectories: rewards.length,
    steps,
    observations: { rows, columns: 1, data: perRow((n, h) => Math.sin(1 + 7 * n + 3 * h)) },
    actions: { rows, columns: 1, data: perRow((n, h) => 10 * n + h) },
    rewards: perRow((n, h) => rewards[n][h]),
    mask: perRow(() => 1),
    lengths: rewards.map((r) => r.length),
  };
};

export const reward = fc.double({ min: -10, max: 10, noNaN: true });

/** Ragged batches of 1–5 trajectories of 1–8 steps. */
export const batches: fc.Arbitrary<TrajectoryBatch> = fc
  .array(fc.array(reward, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 })
  .map((rewards) => batchOf(rewards, 8));
