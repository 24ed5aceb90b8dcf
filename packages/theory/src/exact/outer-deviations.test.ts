import { maml, outerEstimate } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo, select } from '@sgmrl/rollouts';
import { outerDeviations, type Counterfactual } from './outer-deviations';
import { asAlgorithm } from '../setting';
import { randomLogits, randomMdp, relativeError, right, sparseMdp } from '../testing/examples';
import { trajectoryProbabilities, trajectorySupport } from './trajectory-support';

const counterfactuals: readonly Counterfactual[] = [
  { kind: 'value', parameters: randomLogits(6, 4) },
  { kind: 'gradient', parameters: randomLogits(7, 4) },
  { kind: 'value', parameters: randomLogits(8, 4) },
];

const discount = 0.9;

/** All ordered draws of `size` out of `kinds`. */
const orderedDraws = (kinds: number, size: number): readonly (readonly number[])[] =>
  size === 0
    ? [[]]
    : orderedDraws(kinds, size - 1).flatMap((head) => Array.from({ length: kinds }, (_, n) => [...head, n]));

/**
 * The covariance of what the estimators' own reading of D_o says, summed over every ordered D_o.
 */
const enumeratedCovariance = (mdp: typeof sparseMdp, logits: readonly number[], size: number) => {
  const support = right(trajectorySupport(mdp));
  const single = trajectoryProbabilities(support, logits);
  const setting = {
    innerSteps: 1,
    trajectories: 1,
    evaluationTrajectories: size,
    stepSize: 1,
    discount,
    innerWeights: rewardToGo,
  };
  const read = outerEstimate(tabularSoftmax(2, 2), asAlgorithm(setting, maml));
  const outcomes = orderedDraws(single.length, size).map((draw) => {
    const { gradient, value, valueAbove, gradientAt } = read(logits, select(support.batch, draw));
    const answers = counterfactuals.flatMap(({ kind, parameters }) =>
      kind === 'value' ? [valueAbove(parameters)] : Array.from(gradientAt(parameters)),
    );
    return {
      probability: draw.reduce((p, n) => p * single[n], 1),
      said: [...Array.from(gradient), value, ...answers],
    };
  });
  const mean = outcomes[0].said.map((_, i) =>
    outcomes.reduce((sum, { probability, said }) => sum + probability * said[i], 0),
  );
  return mean.flatMap((_m, i) =>
    mean.map((_n, j) =>
      outcomes.reduce(
        (sum, { probability, said }) => sum + probability * (said[i] - mean[i]) * (said[j] - mean[j]),
        0,
      ),
    ),
  );
};

const covarianceOf = (mdp: typeof sparseMdp, logits: readonly number[], size: number): readonly number[] => {
  const deviations = outerDeviations(right(trajectorySupport(mdp)), discount, size)(logits)(counterfactuals);
  const columns = deviations.map(({ gradient, value, answers }) => [
    ...Array.from(gradient),
    value,
    ...answers.flatMap((answer) => Array.from(answer)),
  ]);
  return columns[0].flatMap((_, i) =>
    columns[0].map((_x, j) => columns.reduce((sum, column) => sum + column[i] * column[j], 0)),
  );
};

it.each([
  ['random', 1, randomMdp(3, 2, 2, 2)],
  ['random', 2, randomMdp(3, 2, 2, 2)],
  ['sparse', 1, sparseMdp],
  ['sparse', 3, sparseMdp],
] as const)('%s MDP, M = %i: the covariance of every outer batch, enumerated', (_name, size, mdp) => {
  const logits = randomLogits(5, 4);
  const error = relativeError(covarianceOf(mdp, logits, size), enumeratedCovariance(mdp, logits, size));
  expect(error).toBeLessThan(1e-12);
});

it('a policy that is sure leaves nothing to deviate, and nothing that is not a number', () => {
  const deviationsOf = outerDeviations(right(trajectorySupport(sparseMdp)), discount, 2);
  expect(deviationsOf([-2000, 2000, 2000, -2000])(counterfactuals)).toStrictEqual([]);
});
