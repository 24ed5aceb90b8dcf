import { power } from '@sgmrl/elementary';

/** Sums over longer trajectories would take their time; no environment is longer either. */
const longestHorizon = 1_000_000;

/** What sums over the steps of a trajectory depend on. */
interface Steps {
  readonly horizon: number;
  readonly discount: number;
}

/** Σ_t γ^t of(t + 1) over t = 0 … H−1. */
export const sumOver = ({ horizon, discount }: Steps, of: (steps: number) => number): number => {
  if (!(horizon <= longestHorizon))
    throw new RangeError(`horizon: expected at most ${String(longestHorizon)}, found ${String(horizon)}`);
  let sum = 0;
  for (let t = 0; t < horizon; t++) sum += power(discount, t) * of(t + 1);
  return sum;
};
