import { leaveOneOutWeights } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import type { Algorithm } from '../algorithm';
import type { InnerStep } from '../inner-step';
import type { DebiasingPart } from './part';
import { moveAlong, moveAlongWithout } from './move-along';
import { spread } from './rows';

export const leaveOneOutLinear: DebiasingPart = {
  formula: 'c = Σ_τ ⟨U(D) − U(D∖τ), λ⟩ Σ_h ∇log π(a_h|s_h)',
  meaning:
    'leave-one-out to first order in J: weighs the score of each trajectory by how far it moved the adapted parameters along λ, its influence on the weights of the others included. For plain reward-to-go this is first-order, centred on the other trajectories.',
  bias: 'O(α²/N), for weights fitted or normalised over the batch too',
  variance: 'falls like 1/N, below that of first-order',
  cost: 'N baselines and normalisations of one batch; no policy call',
  source: 'this project',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: ({ algorithm, trace, t }) => {
    const step = trace.steps[t];
    return (directional) => spread(step.batch, influences(algorithm, step, directional));
  },
};

/** ⟨U(D) − U(D∖τ_n), λ⟩ for each n, from the directional derivatives ⟨∇log π, λ⟩ of the rows. */
export const influences = (
  algorithm: Algorithm,
  { batch, weights }: InnerStep,
  directional: Vector,
): readonly number[] => {
  const whole = moveAlong(algorithm.stepSize, batch, weights.values, directional);
  if (batch.trajectories === 1) return [whole];
  const weigh = leaveOneOutWeights(algorithm.innerWeights, algorithm.discount)(batch);
  return batch.lengths.map(
    (_, n) => whole - moveAlongWithout(algorithm.stepSize, batch, n, weigh(n).values, directional),
  );
};
