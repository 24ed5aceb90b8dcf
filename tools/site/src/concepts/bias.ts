import { catalogue } from '@sgmrl/estimators';
import { point, type LineFigure } from '@sgmrl/report';
import { rewardToGo } from '@sgmrl/rollouts';
import { verify } from '@sgmrl/theory';
import { right } from './right';

/** Two states, two actions, two steps. */
export const problem = {
  mdp: {
    initial: [0.6, 0.4],
    transitions: [
      [
        [0.7, 0.3],
        [0.2, 0.8],
      ],
      [
        [0.5, 0.5],
        [0.9, 0.1],
      ],
    ],
    rewards: [
      [0.1, 1],
      [0.8, 0.3],
    ],
    horizon: 2,
  },
  setting: {
    innerSteps: 1,
    discount: 0.9,
    trajectories: 2,
    evaluationTrajectories: 2,
    innerWeights: rewardToGo,
  },
  logits: [0.3, -0.2, 0.5, 0.1],
};

/** ‖E[Ĝ] − ∇V‖ / ‖∇V‖ of estimators at an inner step size. */
export const biasesAt = (names: readonly string[], stepSize: number): readonly number[] => {
  const { mdp, setting, logits } = problem;
  const entries = names.map((name) => {
    const entry = catalogue.find((one) => one.name === name);
    if (entry === undefined) throw new RangeError(`expected an estimator of the catalogue, found ${name}`);
    return entry;
  });
  return right(verify(mdp, { ...setting, stepSize }, logits)(entries)).estimators.map(({ bias }) => bias);
};

const names = ['maml', 'dice', 'leave-one-out-linear'];

/** From 1/128 to 1/2. */
const stepSizes: readonly number[] = Array.from({ length: 7 }, (_, i) => 2 ** (i - 7));

const rows = stepSizes.map((stepSize) => ({ stepSize, biases: biasesAt(names, stepSize) }));

/** Relative bias against α: a slope of one is O(α), of two O(α²). */
export const biases: LineFigure = {
  id: 'bias',
  title: 'Relative bias against α',
  description:
    'Both axes logarithmic. The bias of maml grows like the step size; those of dice and leave-one-out-linear are smaller and grow faster.',
  x: { label: 'inner step size α', scale: 'log' },
  y: { label: 'relative bias', scale: 'log' },
  symbols: true,
  series: names.map((name, i) => ({
    name,
    style: i,
    points: rows.map(({ stepSize, biases }) => point(stepSize, biases[i])),
  })),
};
