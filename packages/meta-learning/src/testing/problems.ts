import {
  randomTabular,
  type TabularMdp,
  type TabularState,
  type TaskDistribution,
} from '@sgmrl/environments';
import { sum, type Algorithm } from '@sgmrl/estimators';
import { type GradientTransformation, type OptimizerState } from '@sgmrl/optimizers';
import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import { scale } from '@sgmrl/vector';
import { ascent } from '../outer-update/ascent';
import type { Problem } from '../problem';

/** Ascent with step size ½ and nothing to remember. */
const halfStep: GradientTransformation<OptimizerState> = {
  init: () => ({ step: 0, moments: [] }),
  update: (gradient, state) => [scale(0.5, gradient), state],
};

export const algorithm: Algorithm = {
  estimator: sum('curvature', 'first-order-causal'),
  innerSteps: 2,
  stepSize: 0.5,
  discount: 0.9,
  metaBatchSize: 3,
  trajectories: 4,
  evaluationTrajectories: 5,
  innerWeights: rewardToGo,
  outerWeights: rewardToGo,
};

export const tabularProblem: Problem<TabularMdp, TabularState> = {
  tasks: randomTabular({ kind: 'random-tabular', states: 3, actions: 2, horizon: 4 }),
  policy: tabularSoftmax(3, 2),
  algorithm,
  update: ascent(halfStep),
};

/** The same tasks, but the reward of time step `step` is not a number. */
export const brokenAt = (step: number): Problem<TabularMdp, TabularState> => {
  const tasks: TaskDistribution<TabularMdp, TabularState> = {
    ...tabularProblem.tasks,
    environment: (task) => {
      const environment = tabularProblem.tasks.environment(task);
      return {
        ...environment,
        step: (state, action, key) => {
          const next = environment.step(state, action, key);
          return state.step === step ? { ...next, reward: NaN } : next;
        },
      };
    },
  };
  return { ...tabularProblem, tasks };
};
