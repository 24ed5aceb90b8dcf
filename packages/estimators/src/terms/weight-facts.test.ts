import { leaveOneOutWeights, stepWeights, type TrajectoryBatch, type Weights } from '@sgmrl/rollouts';
import { weightFacts } from './weight-facts';

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
/** Three trajectories of two steps whose rewards differ. */
const batch: TrajectoryBatch = {
  trajectories: 3,
  steps: 2,
  observations: column([0, 1, 2, 0, 1, 1]),
  actions: column([0, 1, 0, 1, 1, 0]),
  rewards: [1, 2, -1, 0.5, 3, -2],
  mask: [1, 1, 1, 1, 1, 1],
  lengths: [2, 2, 2],
};

it.each<Weights>([
  { kind: 'reward-to-go' },
  { kind: 'advantage', lambda: 0.5 },
  { kind: 'normalised-advantage', lambda: 0.5 },
])('knows whether $kind has the weights of a trajectory from the others, and their decay', (weights) => {
  const { fitted, decay, unbiased } = weightFacts(weights, 0.9);
  const whole = stepWeights(weights, 0.9)(batch);
  const without = leaveOneOutWeights(weights, 0.9)(batch)(0);
  // The weights of the other trajectories, with the first and without it.
  const moved = Array.from(whole.values.slice(2)).some((w, i) => Math.abs(w - without.values[i + 2]) > 1e-9);
  expect(fitted).toBe(moved);
  expect(unbiased).toBe(!moved);
  expect(decay).toBeCloseTo(whole.decay, 12);
});
