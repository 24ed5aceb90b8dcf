import { checkFields } from '@sgmrl/codecs';
import type { Matrix, Vector } from '@sgmrl/vector';
import { checkBatch } from './check-batch';
import { checkCount } from './check-count';
import type { TrajectoryBatch } from './trajectory-batch';

/** One step of a trajectory. A number stands for the vector that holds it alone, as an index does. */
export interface RecordedStep {
  /** What the policy saw. */
  readonly observation: number | Vector;
  /** What it did. */
  readonly action: number | Vector;
  /** What it earned by that. */
  readonly reward: number;
}

const vectorOf = (x: number | Vector): Vector => (typeof x === 'number' ? [x] : x);

/** One row for each step of H, zero past the end; vectors as long as that of the first step. */
const matrixOf = (
  trajectories: readonly (readonly RecordedStep[])[],
  steps: number,
  field: 'observation' | 'action',
): Matrix => {
  const rows = trajectories.length * steps;
  const columns = vectorOf(trajectories[0][0][field]).length;
  const data = new Float64Array(rows * columns);
  trajectories.forEach((trajectory, n) => {
    trajectory.forEach((step, h) => {
      const vector = vectorOf(step[field]);
      if (vector.length !== columns)
        throw new RangeError(
          `trajectoryBatch: trajectory ${String(n)}, step ${String(h)}: ${field}: ` +
            `expected ${String(columns)} numbers, as in the first step, found ${String(vector.length)}`,
        );
      data.set(Array.from(vector), (n * steps + h) * columns);
    });
  });
  return { rows, columns, data };
};

/** Throws a RangeError unless there are trajectories, and in each one step or more with its parts. */
const checkSteps = (trajectories: readonly (readonly RecordedStep[])[]): void => {
  checkFields('trajectoryBatch', { trajectories }, { trajectories: 'a list' });
  checkCount('trajectoryBatch: trajectories', trajectories.length);
  trajectories.forEach((trajectory, n) => {
    const where = `trajectory ${String(n)}`;
    checkFields('trajectoryBatch', { [where]: trajectory }, { [where]: 'a list' });
    checkCount(`trajectoryBatch: steps of ${where}`, trajectory.length);
    trajectory.forEach((step, h) => {
      const place = `trajectoryBatch: ${where}, step ${String(h)}`;
      checkFields(place, step, { reward: 'a number' });
      const vectors = { observation: vectorOf(step.observation), action: vectorOf(step.action) };
      checkFields(place, vectors, { observation: 'a list of numbers', action: 'a list of numbers' });
    });
  });
};

/**
 * The batch of N trajectories that were recorded elsewhere, each the list of its steps. H is the
 * length of the longest; the others are padded with zeros.
 *
 * @throws RangeError that names trajectory and step where there is none, observations or actions
 *   differ in length, or a number is not finite (observations in float32).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { returns, trajectoryBatch } from '@sgmrl/rollouts';
 * const batch = trajectoryBatch([
 *   [
 *     { observation: [0.1, 0.2], action: 1, reward: 1 },
 *     { observation: [0.3, 0.4], action: 0, reward: 2 },
 *   ],
 *   [{ observation: [0.5, 0.6], action: 1, reward: 4 }], // ended after one step
 * ]);
 * deepStrictEqual(Array.from(batch.mask), [1, 1, 1, 0]);
 * deepStrictEqual(Array.from(returns(batch, 0.5)), [2, 4]);
 * ```
 */
export const trajectoryBatch = (trajectories: readonly (readonly RecordedStep[])[]): TrajectoryBatch => {
  checkSteps(trajectories);
  const lengths = trajectories.map(({ length }) => length);
  const steps = lengths.reduce((longest, length) => Math.max(longest, length));
  const rewards = new Float64Array(lengths.length * steps);
  const mask = new Float64Array(lengths.length * steps);
  trajectories.forEach((trajectory, n) => {
    rewards.set(
      trajectory.map(({ reward }) => reward),
      n * steps,
    );
    mask.fill(1, n * steps, n * steps + trajectory.length);
  });
  const batch = {
    trajectories: lengths.length,
    steps,
    observations: matrixOf(trajectories, steps, 'observation'),
    actions: matrixOf(trajectories, steps, 'action'),
    rewards,
    mask,
    lengths,
  };
  checkBatch(batch);
  return batch;
};
