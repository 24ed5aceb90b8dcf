import { returns, type TrajectoryBatch } from '@sgmrl/rollouts';
import { held } from '../../outer-estimate';
import type { LeafNumbers } from '../leaf';
import { spread } from '../rows';

export const othersReturn: LeafNumbers = {
  scoreWeights: ({ adaptation, trace: { steps, outer }, t }) => {
    const { batch } = steps[t];
    const weights = spread(
      batch,
      meanOfOthers(batch, adaptation.discount).map((b) => held(outer, b)),
    );
    return () => weights;
  },
  readsLambda: false,
  leastTrajectories: 2,
};

/** Mean return of the other trajectories, for each trajectory; zero when there is no other. */
const meanOfOthers = (batch: TrajectoryBatch, discount: number): Float64Array => {
  const own = returns(batch, discount);
  const total = own.reduce((so, x) => so + x, 0);
  return own.map((x) => (batch.trajectories > 1 ? (total - x) / (batch.trajectories - 1) : 0));
};
