import { returns, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { DebiasingPart } from './part';
import { spread } from './rows';

export const trajectoryBaseline: DebiasingPart = {
  formula: 'c = Σ_τ (Ĵ(D_o) − b_{−τ}) Σ_h ∇log π(a_h|s_h), b_{−τ} = mean return of D∖τ',
  meaning: 'Algorithm 1 with the return before adaptation, over the other trajectories, as a baseline.',
  bias: '0 with unbiased ĝ and Ĵ',
  variance:
    'grows like N · [(J(U) − J(θ))² + Var Ĵ]: slowly as long as adaptation gains little and M is large',
  cost: 'none',
  source: 'this project',
  joinsTasks: false,
  leastTrajectories: 2,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ algorithm, trace: { steps, outer }, t }) => {
    const { batch } = steps[t];
    const above = meanOfOthers(batch, algorithm.discount).map((b) => outer.value - outer.scale * b);
    return () => spread(batch, above);
  },
};

/** Mean return of the other trajectories, for each trajectory; zero when there is no other. */
const meanOfOthers = (batch: TrajectoryBatch, discount: number): Float64Array => {
  const own = returns(batch, discount);
  const total = own.reduce((sum, x) => sum + x, 0);
  return own.map((x) => (batch.trajectories > 1 ? (total - x) / (batch.trajectories - 1) : 0));
};
