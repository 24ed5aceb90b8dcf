import type { TabularMdp } from '@sgmrl/environments';
import type { AdaptationTrace } from '@sgmrl/estimators';
import { rewardToGo } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as theory from './index';
import type { Setting, TraceEstimator } from './index';
import { right, sparseMdp as mdp } from './testing/examples';

const setting: Setting = {
  innerSteps: 1,
  trajectories: 2,
  evaluationTrajectories: 2,
  stepSize: 0.7,
  discount: 0.9,
  innerWeights: rewardToGo,
};
const sound = [0.1, 0.2, 0.3, 0.4];
const constant: TraceEstimator = { estimate: () => [1], exchangeableUpTo: Infinity };

type Fields = Readonly<Record<string, unknown>>;

/** Each function, given logits. */
const oracles: Readonly<Record<string, (logits: Vector) => unknown>> = {
  expectedReturn: theory.expectedReturn(mdp, 0.9),
  returnGradient: theory.returnGradient(mdp, 0.9),
  returnHessian: theory.returnHessian(mdp, 0.9),
  deterministicObjective: theory.deterministicObjective(mdp, setting),
  adaptedValue: right(theory.adaptedValue(mdp, setting)),
  trajectoryProbabilities: (logits) =>
    theory.trajectoryProbabilities(right(theory.trajectorySupport(mdp)), logits),
  adaptations: (logits) => [
    ...theory.adaptations(right(theory.trajectorySupport(mdp)), { ...setting, innerSteps: 0 }, logits),
  ],
  exactMoments: (logits) => theory.exactMoments(mdp, setting, logits)([constant]),
  verify: (logits) => theory.verify(mdp, setting, logits)([{ name: 'maml', estimator: 'maml' }]),
};

describe.each(Object.entries(oracles))('%s', (_, oracle) => {
  it('takes logits of all pairs', () => {
    expect(() => oracle(sound)).not.toThrow();
  });

  it.each([[[]], [[0, 0, 0]], [[0, 0, 0, 0, 0]]])('refuses the logits %j', (logits) => {
    expect(() => oracle(logits)).toThrow(RangeError);
    expect(() => oracle(logits)).toThrow(
      /^logits: expected 4 numbers, one for each state and action, found /,
    );
  });
});

/** Each function, given an MDP. */
const onMdp: Readonly<Record<string, (m: TabularMdp) => unknown>> = {
  expectedReturn: (m) => theory.expectedReturn(m, 0.9),
  returnGradient: (m) => theory.returnGradient(m, 0.9),
  returnHessian: (m) => theory.returnHessian(m, 0.9),
  adaptedValue: (m) => theory.adaptedValue(m, setting),
  trajectorySupport: theory.trajectorySupport,
  countTrajectories: theory.countTrajectories,
  exactMoments: (m) => theory.exactMoments(m, setting, sound)([constant]),
};

describe.each(Object.entries(onMdp))('%s', (_, use) => {
  it.each<[string, Fields]>([
    [
      'rewards.0.0: expected number from',
      {
        rewards: [
          [NaN, 0],
          [0, 0],
        ],
      },
    ],
    ['initial: expected probabilities that sum to 1', { initial: [0.5, 0.25] }],
    ['rewards: expected 2 rows', { rewards: [[0, 0]] }],
    ['horizon: expected whole number', { horizon: 0 }],
    ['transitions: expected array', { transitions: undefined }],
  ])('refuses an MDP whose %s', (message, fields) => {
    expect(() => use({ ...mdp, ...fields })).toThrow(RangeError);
    expect(() => use({ ...mdp, ...fields })).toThrow(new RegExp(`^MDP: ${message}`));
  });
});

it.each([0, 1.5, NaN])('refuses the discount %p', (discount) => {
  const expected = new RangeError(
    `discount: expected a number above 0, at most 1, found ${String(discount)}`,
  );
  for (const use of [theory.expectedReturn, theory.returnGradient, theory.returnHessian])
    expect(() => use(mdp, discount)).toThrow(expected);
});

it.each<[string, Fields]>([
  ['innerSteps: expected an integer from 0, found undefined', { innerSteps: undefined }],
  ['trajectories: expected an integer from 1, found 0', { trajectories: 0 }],
  ['stepSize: expected a number, not negative, found NaN', { stepSize: NaN }],
  ['discount: expected a number above 0, at most 1, found undefined', { discount: undefined }],
  ['settings: innerWeights: expected a record, found nothing', { innerWeights: undefined }],
])('refuses a setting: %s', (message, fields) => {
  const misfit: Setting = { ...setting, ...fields };
  expect(() => theory.adaptedValue(mdp, misfit)).toThrow(new RangeError(message));
  expect(() => theory.exactMoments(mdp, misfit, sound)([constant])).toThrow(new RangeError(message));
});

it('refuses a setting without outer trajectories where they are drawn', () => {
  const misfit: Fields = { evaluationTrajectories: undefined };
  expect(() => theory.exactMoments(mdp, { ...setting, ...misfit }, sound)([constant])).toThrow(
    new RangeError('evaluationTrajectories: expected an integer from 1, found undefined'),
  );
});

const moments = (estimator: TraceEstimator, fields: Partial<Setting> = {}) =>
  theory.exactMoments(mdp, { ...setting, ...fields }, sound)([constant, estimator]);

it.each<[string, Fields]>([
  ['estimate: expected a function, found nothing', { estimate: undefined }],
  ['exchangeableUpTo: expected a number, found nothing', { exchangeableUpTo: undefined }],
])('refuses an estimator without its %s', (message, fields) => {
  expect(() => moments({ ...constant, ...fields })).toThrow(new RangeError(`estimator 1: ${message}`));
});

it('refuses an estimate that changes its length', () => {
  const growing = ({ steps }: AdaptationTrace) =>
    Array.from({ length: 1 + steps[0].batch.actions.data[0] }, () => 1);
  expect(() => moments({ estimate: growing, exchangeableUpTo: 1 })).toThrow(
    new RangeError('estimate: expected 1 numbers as before, found 2'),
  );
});

describe('an estimator whose order of trajectories matters', () => {
  const actionOf =
    (n: number) =>
    ({ steps }: AdaptationTrace): Vector => [1 + steps[steps.length - 1].batch.actions.data[n * mdp.horizon]];
  const looksAt: Readonly<Record<string, TraceEstimator['estimate']>> = {
    'the first trajectory': actionOf(0),
    'the last trajectory': ({ steps, outer }) => actionOf(steps[0].batch.trajectories - 1)({ steps, outer }),
    // The reversal leaves it as it is.
    'the middle of three': actionOf(1),
    // So does the exchange of the first two.
    'the third of four': actionOf(2),
  };

  it.each([
    ['the first trajectory', 2, 1],
    ['the first trajectory', 3, 1],
    ['the first trajectory', 2, 2],
    ['the last trajectory', 2, 1],
    ['the last trajectory', 4, 1],
    ['the middle of three', 3, 1],
    ['the third of four', 4, 1],
  ])('%s, N = %i, ζ = %i: is refused if it claims otherwise', (what, trajectories, innerSteps) => {
    const estimate = looksAt[what];
    const claims = (exchangeableUpTo: number) =>
      moments({ estimate, exchangeableUpTo }, { trajectories, innerSteps });
    for (const claim of [trajectories, Infinity])
      expect(() => claims(claim)).toThrow(
        new RangeError(
          `estimator 1: exchangeableUpTo: expected less than ${String(trajectories)}, as the order of so many trajectories changes the estimate, found ${String(claim)}`,
        ),
      );
    expect(claims(1)._tag).toBe('Right');
  });

  it('is taken as it is where the claim is true', () => {
    const sum: TraceEstimator = {
      estimate: ({ steps }) => [Array.from(steps[0].batch.rewards).reduce((so, r) => so + r, 0.1)],
      exchangeableUpTo: Infinity,
    };
    for (const trajectories of [1, 2, 3]) expect(moments(sum, { trajectories })._tag).toBe('Right');
  });
});
