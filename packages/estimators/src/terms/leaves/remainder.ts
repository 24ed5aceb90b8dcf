import type { Differentials } from '@sgmrl/policies';
import { dot, subtract } from '@sgmrl/vector';
import type { AdaptationSettings } from '../../settings';
import { adapt, type InnerStep } from '../../inner-step';
import type { OuterEstimate } from '../../outer-estimate';
import type { LeafNumbers } from '../leaf';
import { spread } from '../rows';
import { adaptWithoutFirst } from './left-out';

/** More counterfactuals cost more; fewer make the share of the remainder in the variance larger. */
export const greatestCounterfactuals = 4;

export const remainder: LeafNumbers = {
  scoreWeights: ({ policy, adaptation, trace: { steps, outer }, t }) => {
    const step = steps[t];
    const first = remainders(policy, adaptation, step, outer);
    const weights = spread(
      step.batch,
      step.batch.lengths.map((_, n) => first[n] ?? 0),
    );
    return () => weights;
  },
  readsLambda: false,
  leastTrajectories: 1,
};

/** (N/K) R_n of the first K trajectories. */
const remainders = (
  policy: Differentials,
  adaptation: AdaptationSettings,
  step: InnerStep,
  outer: OuterEstimate,
): readonly number[] => {
  const { trajectories } = step.batch;
  const count = Math.min(greatestCounterfactuals, trajectories);
  const adapted = adapt(policy, adaptation)(step);
  const direction = outer.gradientAt(adapted);
  return adaptWithoutFirst(policy, adaptation)(step, count).map(
    (counterfactual) =>
      (trajectories / count) *
      (outer.valueAbove(counterfactual) - dot(subtract(adapted, counterfactual), direction)),
  );
};
