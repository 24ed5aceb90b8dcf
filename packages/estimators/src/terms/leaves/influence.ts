import { leaveOneOutWeights } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import type { AdaptationSettings } from '../../settings';
import type { InnerStep } from '../../inner-step';
import type { LeafNumbers } from '../leaf';
import { moveAlong, moveAlongWithout } from '../move-along';
import { spread } from '../rows';

export const influence: LeafNumbers = {
  scoreWeights: ({ adaptation, trace: { steps }, t }) => {
    const step = steps[t];
    return (directional) => spread(step.batch, influences(adaptation, step, directional));
  },
  readsLambda: true,
  leastTrajectories: 1,
};

/** ⟨U(D) − U(D∖τ_n), λ⟩ for each n, from the directional derivatives ⟨∇log π, λ⟩ of the rows. */
export const influences = (
  { stepSize, innerWeights, discount }: AdaptationSettings,
  { batch, weights }: InnerStep,
  directional: Vector,
): readonly number[] => {
  const whole = moveAlong(stepSize, batch, weights.values, directional);
  if (batch.trajectories === 1) return [whole];
  const weigh = leaveOneOutWeights(innerWeights, discount)(batch);
  return batch.lengths.map(
    (_, n) => whole - moveAlongWithout(stepSize, batch, n, weigh(n).values, directional),
  );
};
