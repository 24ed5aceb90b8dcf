import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import type { EstimatorSettings, TraceSettings } from './algorithm';
import { innerStep, type InnerStep } from './inner-step';
import { metaGradient } from './meta-gradient';
import type { OuterEstimate } from './outer-estimate';
import { stepSizeGradient } from './step-size-gradient';
import { surrogateData } from './surrogate/surrogate-data';
import type { Term } from './terms/term';

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
const one = {
  ...batch,
  trajectories: 1,
  observations: column([0]),
  actions: column([0]),
  rewards: [1],
  mask: [1],
  lengths: [1],
};
const settings = {
  stepSize: 0.5,
  discount: 1,
  innerWeights: rewardToGo,
  outerWeights: rewardToGo,
} as const;
const step = innerStep(settings)([0, 0], batch);
const outer: OuterEstimate = {
  scale: 1,
  gradient: [1, -1],
  value: 3,
  valueAbove: () => 0,
  gradientAt: () => [0, 0],
};
const policy = tabularSoftmax(1, 2);

type Fields = Readonly<Record<string, unknown>>;

const uses = (estimator: Term) => {
  const algorithm: EstimatorSettings & typeof settings = { ...settings, estimator };
  return [
    ['metaGradient', metaGradient(policy, algorithm)],
    [
      'surrogateData',
      (trace: { readonly steps: readonly InnerStep[]; readonly outer: OuterEstimate }) =>
        surrogateData(policy, algorithm)(trace, [0, 0], batch),
    ],
  ] as const;
};

describe.each(
  ['fomaml', 'maml', 'sg-mrl', 'lvc'].flatMap((term) =>
    uses(term).map(([name, use]) => ({ name, term, use })),
  ),
)('$name of $term', ({ use }) => {
  it('takes what fits', () => {
    expect(() => use({ steps: [step], outer })).not.toThrow();
  });

  it.each<[string, Fields]>([
    ['gradient: expected a list of numbers, found nothing', { gradient: undefined }],
    ['value: expected a number, found nothing', { value: undefined }],
    ['value: expected a number, found "3"', { value: '3' }],
    ['scale: expected a number, found nothing', { scale: undefined }],
    ['valueAbove: expected a function, found nothing', { valueAbove: undefined }],
    ['gradientAt: expected a function, found 0', { gradientAt: 0 }],
  ])('refuses an outer estimate whose %s', (message, fields) => {
    expect(() => use({ steps: [step], outer: { ...outer, ...fields } })).toThrow(
      new RangeError(`trace: outer: ${message}`),
    );
  });

  it.each<[string, Fields]>([
    [
      'trace: step 1: parameters: expected 2 numbers, as many as the outer gradient has, found 3',
      { parameters: [0, 0, 0] },
    ],
    ['trace: step 1: parameters: expected a list of numbers, found nothing', { parameters: undefined }],
    ['trace: step 1: batch: expected a record, found nothing', { batch: undefined }],
    ['batch: rewards: expected 2 numbers, found 1', { batch: { ...batch, rewards: [1] } }],
    ['trace: step 1: weights: expected a record, found nothing', { weights: undefined }],
    [
      'trace: step 1: weights: scale: expected a number, found nothing',
      { weights: { values: [1, 1], decay: 1 } },
    ],
    [
      'trace: step 1: weights: expected 2 numbers, one a row of the batch, found 3',
      { weights: { values: [1, 1, 1], scale: 1, decay: 1 } },
    ],
  ])('refuses a step: %s', (message, fields) => {
    expect(() => use({ steps: [step, { ...step, ...fields }], outer })).toThrow(new RangeError(message));
  });

  it.each<[string, Fields]>([
    ['trace: steps: expected a list, found nothing', { steps: undefined }],
    ['trace: outer: expected a record, found nothing', { outer: undefined }],
    ['trace: adapted: expected a list of numbers, found 0', { adapted: 0 }],
    ['trace: adapted: 1: expected a finite number, found NaN', { adapted: [0, NaN] }],
    [
      'trace: adapted: expected 2 numbers, as many as the outer gradient has, found 3',
      { adapted: [0, 0, 0] },
    ],
  ])('refuses a trace: %s', (message, fields) => {
    expect(() => use({ steps: [step], outer, ...fields })).toThrow(new RangeError(message));
  });

  it('refuses an outer gradient of another length than the parameters', () => {
    expect(() => use({ steps: [step], outer: { ...outer, gradient: [1, -1, 0] } })).toThrow(
      new RangeError(
        'trace: step 0: parameters: expected 3 numbers, as many as the outer gradient has, found 2',
      ),
    );
  });
});

it.each(uses('trajectory-baseline'))('%s refuses one trajectory where the estimator takes two', (_, use) => {
  const steps = [innerStep(settings)([0, 0], one)];
  expect(() => use({ steps, outer })).toThrow(
    new RangeError('trace: step 0: trajectories: expected at least 2 for the estimator, found 1'),
  );
  expect(() => use({ steps: [step], outer })).not.toThrow();
});

describe('a trace and the sizes that the settings say', () => {
  const three = {
    ...batch,
    trajectories: 3,
    observations: column([0, 0, 0]),
    actions: column([0, 1, 1]),
    rewards: [1, 2, 2],
    mask: [1, 1, 1],
    lengths: [1, 1, 1],
  };
  const wrong = innerStep(settings)([0, 0], three);
  const algorithm: TraceSettings & typeof settings = {
    ...settings,
    estimator: 'sg-mrl',
    innerSteps: 1,
    trajectories: 2,
  };
  const takers: readonly (readonly [string, (steps: readonly InnerStep[]) => unknown])[] = [
    ['metaGradient', (steps) => metaGradient(policy, algorithm)({ steps, outer })],
    ['stepSizeGradient', (steps) => stepSizeGradient(policy, algorithm)({ steps, outer }, [0, 0])],
    ['surrogateData', (steps) => surrogateData(policy, algorithm)({ steps, outer }, [0, 0], batch)],
  ];

  it.each(takers)('%s takes those that agree', (_, take) => {
    expect(() => take([step])).not.toThrow();
  });

  it.each(takers)('%s refuses those that contradict', (_, take) => {
    for (const steps of [[], [step, step]])
      expect(() => take(steps)).toThrow(
        new RangeError(`trace: inner steps: expected 1, as the settings say, found ${String(steps.length)}`),
      );
    expect(() => take([wrong])).toThrow(
      new RangeError('trace: step 0: trajectories: expected 2, as the settings say, found 3'),
    );
  });
});

it.each<[string, Fields]>([
  ['trace: outer: gradient: expected a list of numbers', { gradient: ['1', 2] }],
  ['trace: outer: gradient: expected a list of numbers', { gradient: '12' }],
  ['trace: outer: gradient: 1: expected a finite number, found NaN', { gradient: [0, NaN] }],
  ['trace: outer: scale: expected a finite number, found NaN', { scale: NaN }],
])('refuses an outer estimate that is not of finite numbers: %s', (message, fields) => {
  for (const [, use] of uses('maml')) {
    expect(() => use({ steps: [step], outer: { ...outer, ...fields } })).toThrow(RangeError);
    expect(() => use({ steps: [step], outer: { ...outer, ...fields } })).toThrow(message);
  }
});

it.each<[string, Fields]>([
  ['trace: step 0: parameters: expected a list of numbers', { parameters: [0, '1'] }],
  ['trace: step 0: parameters: 1: expected a finite number, found Infinity', { parameters: [0, Infinity] }],
  [
    'trace: step 0: weights: values: expected a list of numbers',
    { weights: { ...step.weights, values: [1, '2'] } },
  ],
])('refuses a step that is not of finite numbers: %s', (message, fields) => {
  for (const [, use] of uses('maml'))
    expect(() => use({ steps: [{ ...step, ...fields }], outer })).toThrow(message);
});
