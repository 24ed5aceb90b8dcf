import { rewardToGo } from '@sgmrl/rollouts';
import * as fc from 'fast-check';
import { weightsOf } from '../../testing/leaves';
import { tracesOf } from '../../testing/traces';
import { leaves } from '../leaves';
import { groupInfluence } from './group-influence';

/** How far its weights are at most from those of `left-out`, on data with N and H. */
const distance = (trajectories: number, horizon: number): number => {
  const shape = { innerSteps: 1, trajectories, horizon, stepSize: 0.4, innerWeights: rewardToGo };
  const distances = fc.sample(tracesOf(shape), { seed: 3, numRuns: 10 }).map((one) => {
    const leftOut = weightsOf(leaves['left-out'], one);
    return Math.max(...weightsOf(leaves['group-influence'], one).map((x, row) => Math.abs(x - leftOut[row])));
  });
  return Math.max(...distances);
};

it.each([1, 2, 3, 4, 5, 6].flatMap((trajectories) => [1, 2].map((horizon) => [trajectories, horizon])))(
  'is left-out in other words where it gives the same weights: N = %i, H = %i',
  (trajectories, horizon) => {
    const isSame = groupInfluence.rewrite({ trajectories, horizon }) === 'left-out';
    expect(isSame).toBe(distance(trajectories, horizon) < 1e-9);
  },
);

it('is not where N is not known', () => {
  expect(groupInfluence.rewrite({ horizon: 1 })).toBeUndefined();
});
