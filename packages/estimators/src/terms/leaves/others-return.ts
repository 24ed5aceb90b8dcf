import { returns, type TrajectoryBatch } from '@sgmrl/rollouts';
import { held } from '../../outer-estimate';
import type { Leaf } from '../leaf';
import { spread } from '../rows';
import { sum } from '../term';

export const othersReturn: Leaf = {
  formula: {
    text: 'Σ_τ b_{−τ} s(τ)',
    latex: '\\sum_\\tau b_{-\\tau}\\, s(\\tau)',
    where: [
      {
        text: 'b_{−τ} = the mean return of the other trajectories',
        latex: 'b_{-\\tau} = \\text{the mean return of the other trajectories}',
      },
    ],
  },
  meaning:
    'Weighs the score s(τ) of each trajectory by b_{−τ}, the mean return of the others before adaptation.',
  scoreWeights: ({ adaptation, trace: { steps, outer }, t }) => {
    const { batch } = steps[t];
    const weights = spread(
      batch,
      meanOfOthers(batch, adaptation.discount).map((b) => held(outer, b)),
    );
    return () => weights;
  },
  readsLambda: false,
  claim: () => ({ times: 0, errors: [] }),
  cost: () => ({}),
  exchangeableUpTo: Infinity,
  leastTrajectories: 2,
  rewrite: ({ trajectories }) => (trajectories === 1 ? sum() : undefined),
};

/** Mean return of the other trajectories, for each trajectory; zero when there is no other. */
const meanOfOthers = (batch: TrajectoryBatch, discount: number): Float64Array => {
  const own = returns(batch, discount);
  const total = own.reduce((so, x) => so + x, 0);
  return own.map((x) => (batch.trajectories > 1 ? (total - x) / (batch.trajectories - 1) : 0));
};
