import type { TabularMdp } from '@sgmrl/environments';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import { zipWith, type Vector } from '@sgmrl/vector';

/**
 * The MDP with an end for a last state: it earns nothing and is never left. Trajectories begin in
 * the first.
 */
export const withEnd = ({ initial, transitions, rewards, horizon }: TabularMdp): TabularMdp => {
  const end = initial.length - 1;
  const only = (state: number): readonly number[] => initial.map((_p, s) => (s === state ? 1 : 0));
  return {
    initial: only(0),
    transitions: transitions.map((rows, s) => (s === end ? rows.map(() => only(end)) : rows)),
    rewards: rewards.map((row, s) => (s === end ? row.map(() => 0) : row)),
    horizon,
  };
};

/**
 * A batch of an MDP as `collect` records it where the step into an end terminates: zeros from there
 * on. An end is any state that earns nothing and is never left; a first step is taken even there.
 * Weights of reward-to-go are zero in an end, so that adaptation, and with it V_ζ, is the same for
 * the batch that is cut.
 */
export const cutAtEnds = ({ transitions, rewards }: TabularMdp, batch: TrajectoryBatch): TrajectoryBatch => {
  const ends = rewards.map(
    (row, s) => row.every((r) => r === 0) && transitions[s].every((next) => next[s] === 1),
  );
  const mask = Float64Array.from(batch.mask, (ran, row) =>
    row % batch.steps > 0 && ends[batch.observations.data[row]] ? 0 : ran,
  );
  const masked = (x: Vector): Vector => zipWith(x, mask, (value, ran) => value * ran);
  return {
    ...batch,
    observations: { ...batch.observations, data: masked(batch.observations.data) },
    actions: { ...batch.actions, data: masked(batch.actions.data) },
    rewards: masked(batch.rewards),
    mask,
    lengths: batch.lengths.map((_length, n) =>
      mask.subarray(n * batch.steps, (n + 1) * batch.steps).reduce((sum, ran) => sum + ran, 0),
    ),
  };
};

/** The batch with so many more steps after every trajectory, none of them taken: rows of zeros. */
export const padded =
  (count: number) =>
  (batch: TrajectoryBatch): TrajectoryBatch => {
    const steps = batch.steps + count;
    const rows = batch.trajectories * steps;
    const spread = (x: Vector, columns: number): Float64Array => {
      const [before, after] = [batch.steps * columns, steps * columns];
      return Float64Array.from({ length: rows * columns }, (_x, i) =>
        i % after < before ? x[Math.floor(i / after) * before + (i % after)] : 0,
      );
    };
    const { observations, actions } = batch;
    return {
      ...batch,
      steps,
      observations: { ...observations, rows, data: spread(observations.data, observations.columns) },
      actions: { ...actions, rows, data: spread(actions.data, actions.columns) },
      rewards: spread(batch.rewards, 1),
      mask: spread(batch.mask, 1),
    };
  };
