import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import { innerStep } from '../inner-step';
import { metaGradient } from '../meta-gradient';
import { builtInNames } from '../terms/built-in-names';
import type { Names } from '../terms/names';
import { sum } from '../terms/term';
import { divergenceCurvature } from './divergence-curvature';
import { surrogateGradient, surrogateValue } from './surrogate';
import { surrogateData, type SurrogateData } from './surrogate-data';

type Fields = Readonly<Record<string, unknown>>;

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });

/** Two trajectories of a bandit with two arms. */
const batch = {
  trajectories: 2,
  steps: 1,
  observations: column([0, 0]),
  actions: column([0, 1]),
  rewards: [1, 2],
  mask: [1, 1],
  lengths: [1, 1],
};
const policy = tabularSoftmax(1, 2);
const kept = { parameters: [0, 0], batch, logProbability: [Math.log(0.5), Math.log(0.5)], weights: [1, 1] };
const step = { ...kept, curvature: 1, scoreWeights: undefined };
const data: SurrogateData = { steps: [step], outerBatch: kept };
const settings = { estimator: 'maml', stepSize: 0.5 } as const;
const uses = [surrogateValue, surrogateGradient, divergenceCurvature];

it('takes what fits', () => {
  for (const use of uses) expect(() => use(policy, settings)(data, [0, 1])).not.toThrow();
});

it.each<[string, Fields]>([
  ['data: steps: expected a list, found nothing', { steps: undefined }],
  ['data: outerBatch: expected a record, found nothing', { outerBatch: undefined }],
  [
    'data: outerBatch: weights: expected a list, found nothing',
    { outerBatch: { ...kept, weights: undefined } },
  ],
  [
    'data: step 0: logProbability: expected 2 numbers, one a row of the batch, found 1',
    { steps: [{ ...step, logProbability: [0] }] },
  ],
  [
    'batch: rewards: expected 2 numbers, found 1',
    { outerBatch: { ...kept, batch: { ...batch, rewards: [1] } } },
  ],
])('refuses data made by hand: %s', (message, fields) => {
  for (const use of uses)
    expect(() => use(policy, settings)({ ...data, ...fields }, [0, 1])).toThrow(new RangeError(message));
});

it('refuses settings that are none', () => {
  for (const use of uses) {
    expect(() => use(policy, JSON.parse('null'))(data, [0, 1])).toThrow(
      new RangeError('settings: expected a record, found null'),
    );
    expect(() => use(policy, { ...settings, stepSize: -1 })(data, [0, 1])).toThrow(
      new RangeError('stepSize: expected a number, not negative, found -1'),
    );
  }
});

it('knows the names of a term of your own, as the meta-gradient does', () => {
  const names: Names = {
    ...builtInNames,
    leaves: { ...builtInNames.leaves, mine: builtInNames.leaves['value'] },
  };
  const algorithm = {
    ...settings,
    discount: 1,
    innerWeights: rewardToGo,
    outerWeights: rewardToGo,
  } as const;
  const outer = {
    scale: 1,
    gradient: [1, -1],
    value: 3,
    valueAbove: () => 0,
    gradientAt: () => [0, 0],
  };
  const trace = { steps: [innerStep(algorithm)([0, 0], batch)], outer };
  const own = { ...algorithm, estimator: sum('curvature', 'mine'), names };
  const builtIn = { ...algorithm, estimator: sum('curvature', 'value') };
  expect(metaGradient(policy, own)(trace)).toEqual(metaGradient(policy, builtIn)(trace));
  expect(surrogateData(policy, own)(trace, [0, 0], batch)).toEqual(
    surrogateData(policy, builtIn)(trace, [0, 0], batch),
  );
});
