import { leaveOneOutWeights } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import type { AdaptationSettings } from '../../settings';
import type { InnerStep } from '../../inner-step';
import type { Leaf } from '../leaf';
import { moveAlong, moveAlongWithout } from '../move-along';
import { spread } from '../rows';
import { centred, future, itself, pairs, past, sum } from '../term';

const everyPair = pairs(itself, future('other'), past('other'));

export const influence: Leaf = {
  formula: {
    text: 'Σ_τ ⟨U(D) − U(D∖τ), λ⟩ s(τ)',
    latex: '\\sum_\\tau \\langle U(D) - U(D \\setminus \\tau), \\lambda \\rangle\\, s(\\tau)',
  },
  meaning:
    'Weighs the score s(τ) of each trajectory by how far it moved the adapted parameters along λ, its influence on the weights of the others included.',
  scoreWeights: ({ adaptation, trace: { steps }, t }) => {
    const step = steps[t];
    return (directional) => spread(step.batch, influences(adaptation, step, directional));
  },
  readsLambda: true,
  claim: (_facts, position) => ({
    times: 1,
    errors: [{ name: `influence along λ, ${position} step`, order: 'O(α²/N)', times: 1 }],
  }),
  cost: (trajectories) => (trajectories > 1 ? { fits: trajectories } : {}),
  exchangeableUpTo: Infinity,
  leastTrajectories: 1,
  rewrite: ({ trajectories, stepSize, horizon, ownWeights }) => {
    if (stepSize === 0) return sum();
    if (trajectories === 1) return everyPair;
    return horizon === 1 && ownWeights === true ? centred(pairs(itself)) : undefined;
  },
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
