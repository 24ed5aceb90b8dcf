import { metaGradient, parts, sum, type Term } from '@sgmrl/estimators';
import { add, scale } from '@sgmrl/vector';
import type { Estimator } from './estimator';
import { estimatorLaws, unbiased } from './estimator-laws';
import { assertLaw, checkLaws } from './law';

const withDebiasing =
  (part: Term): Estimator =>
  (policy, algorithm) =>
    metaGradient(policy, { ...algorithm, estimator: sum('curvature', part) });

const debiased = withDebiasing('algorithm-1');

/** Algorithm 1 whose scores run on into the padding. */
const withoutMask: Estimator = (policy, algorithm) => (trace) =>
  trace.steps.reduce(
    (sum, { parameters, batch }) =>
      add(
        sum,
        policy.weightedScore(
          parameters,
          batch,
          Array.from(batch.mask, () => trace.outer.value),
        ),
      ),
    metaGradient(policy, algorithm)(trace),
  );

describe('unbiased', () => {
  it.each(['algorithm-1', 'trajectory-baseline'] as const)(
    'holds for %s, one and two inner steps',
    (name) => {
      assertLaw(unbiased(withDebiasing(name)), { seed: 3, runs: 15 });
    },
  );

  it('holds for leave-one-out and leave-group-out with one inner step, and is broken with two', () => {
    assertLaw(unbiased(withDebiasing('leave-group-out'), 1), { seed: 3, runs: 15 });
    assertLaw(unbiased(withDebiasing('leave-one-out'), 1), { seed: 3, runs: 15 });
    expect(unbiased(withDebiasing('leave-one-out')).check({ seed: 3, runs: 100 })).toMatchObject({
      _tag: 'Left',
    });
  });

  const wrong: readonly (readonly [string, Estimator])[] = [
    ['MAML', metaGradient],
    ['first-order MAML', (policy, algorithm) => metaGradient(policy, { ...algorithm, estimator: 'fomaml' })],
    ...(['first-order', 'first-order-causal', 'e-maml', 'full-hessian', 'dice', 'lvc'] as const).map(
      (name): readonly [string, Estimator] => [name, withDebiasing(name)],
    ),
    [
      'Algorithm 1 with the scores of the first step alone',
      (policy, algorithm) => (trace) => {
        const all = metaGradient(policy, algorithm)(trace);
        const [first] = trace.steps;
        const score = policy.weightedScore(first.parameters, first.batch, first.batch.mask);
        return add(all, scale(trace.outer.value, score));
      },
    ],
    [
      'a slip in the last digits',
      (policy, algorithm) => (trace) => scale(1 + 1e-6, debiased(policy, algorithm)(trace)),
    ],
    [
      'the mean over the wrong number of trajectories',
      (policy, algorithm) => debiased(policy, { ...algorithm, stepSize: algorithm.stepSize / 2 }),
    ],
  ];
  // One inner step, for which the sum of scores above is right but for the padding.
  it('catches Algorithm 1 without the mask', () => {
    expect(unbiased(withoutMask, 1).check({ seed: 3, runs: 25 })).toMatchObject({
      left: { law: 'unbiased' },
    });
  });

  it.each([3, 5])('catches an error that begins with %p trajectories', (least) => {
    const late =
      (size: 'trajectories' | 'evaluationTrajectories'): Estimator =>
      (policy, algorithm) =>
        (algorithm[size] < least ? debiased : metaGradient)(policy, algorithm);
    for (const size of ['trajectories', 'evaluationTrajectories'] as const)
      expect(unbiased(late(size), 1).check({ seed: 3, runs: 100 })).toMatchObject({
        left: { law: 'unbiased' },
      });
  });

  it.each(wrong)('catches %s', (_name, estimator) => {
    expect(unbiased(estimator).check({ seed: 3, runs: 100 })).toMatchObject({ left: { law: 'unbiased' } });
  });
});

describe('estimator laws', () => {
  it.each(Object.keys(parts))('hold for %s', (name) => {
    expect(checkLaws(estimatorLaws(withDebiasing(name)), { seed: 5, runs: 8 })).toStrictEqual({
      _tag: 'Right',
      right: undefined,
    });
  });

  let calls = 0;
  const broken: readonly (readonly [string, Estimator])[] = [
    ['zero step size', (policy, algorithm) => (trace) => scale(2, metaGradient(policy, algorithm)(trace))],
    [
      'zero reward',
      (policy, algorithm) => (trace) => {
        const [{ parameters, batch }] = trace.steps;
        return add(
          metaGradient(policy, algorithm)(trace),
          policy.weightedScore(parameters, batch, batch.mask),
        );
      },
    ],
    [
      'affine in the outer return',
      (policy, algorithm) => (trace) => scale(trace.outer.value, metaGradient(policy, algorithm)(trace)),
    ],
    [
      'order of trajectories',
      (policy, algorithm) => (trace) =>
        scale(1 + trace.evaluation.rewards[0], metaGradient(policy, algorithm)(trace)),
    ],
    ['padding', withoutMask],
    [
      'names of states',
      (policy, algorithm) => (trace) =>
        Float64Array.from(metaGradient(policy, algorithm)(trace), (x, i) => (i < 2 ? x : 2 * x)),
    ],
    [
      'repeatable estimates',
      (policy, algorithm) => (trace) => scale(1 + ++calls * 1e-3, metaGradient(policy, algorithm)(trace)),
    ],
  ];
  it.each(broken)('%s: catches an estimator that breaks it', (name, estimator) => {
    const found = estimatorLaws(estimator)
      .find((law) => law.name === name)
      ?.check({ seed: 7, runs: 200 });
    expect(found).toMatchObject({ left: { law: name } });
  });

  it('there is a broken estimator for each', () => {
    expect(broken.map(([name]) => name)).toStrictEqual(estimatorLaws(metaGradient).map(({ name }) => name));
  });
});
