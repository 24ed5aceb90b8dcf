import type { IterationRecord } from '@sgmrl/experiments';

const returns = { undiscounted: { mean: 0, stderr: 0 }, discounted: { mean: 0, stderr: 0 } };

/** The record of an iteration that took so many seconds. */
export const took = (iteration: number, seconds: number): IterationRecord => ({
  iteration,
  timesteps: 0,
  before: returns,
  after: returns,
  gradientNorm: 0,
  parameterNorm: 0,
  seconds: { plan: 0, run: seconds, finish: 0 },
});
