import {
  biasOf,
  builtInNames,
  exchangeableUpTo,
  leastTrajectories,
  metaGradient,
  parts,
  sum,
  type Leaf,
  type Names,
  type OuterEstimate,
  type Term,
  type Where,
} from '@sgmrl/estimators';
import { select } from '@sgmrl/rollouts';
import { add, axpy, norm, scale, type Vector } from '@sgmrl/vector';
import type { Estimator } from './estimator';
import { estimatorLaws, exchangeable, unbiased } from './estimator-laws';
import { assertLaw, checkLaws, type Law } from './law';

const names = Object.keys(parts);

/** A part beside curvature. */
const withDebiasing =
  (part: Term): Estimator =>
  (policy, algorithm) =>
    metaGradient(policy, { ...algorithm, estimator: sum('curvature', part) });

const unbiasedOf = (part: Term, maximumInnerSteps?: 1 | 2): Law =>
  unbiased(withDebiasing(part), maximumInnerSteps, leastTrajectories(part));

const debiased = withDebiasing('algorithm-1');

/** Curvature beside a leaf whose weights ω do not depend on λ. */
const withLeaf = (weights: (where: Where) => Vector): Estimator => {
  const mine: Leaf = {
    ...builtInNames.leaves['value'],
    scoreWeights: (where) => {
      const all = weights(where);
      return () => all;
    },
  };
  const names: Names = { ...builtInNames, leaves: { ...builtInNames.leaves, mine } };
  return (policy, algorithm) =>
    metaGradient(policy, { ...algorithm, estimator: sum('curvature', 'mine'), names });
};

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
      assertLaw(unbiasedOf(name), { runs: 15 });
    },
  );

  it('holds for leave-one-out and leave-group-out with one inner step, and is broken with two', () => {
    assertLaw(unbiasedOf('leave-group-out', 1), { runs: 15 });
    assertLaw(unbiasedOf('leave-one-out', 1), { runs: 15 });
    expect(unbiasedOf('leave-one-out').check({ runs: 100 })).toMatchObject({
      _tag: 'Left',
    });
  });

  it('counts the outer scale: an estimator that divides it away is biased', () => {
    const divided: Estimator = (policy, algorithm) => (trace) =>
      scale(1 / trace.outer.scale, debiased(policy, algorithm)(trace));
    expect(unbiased(divided).check({ runs: 100 })).toMatchObject({ left: { law: 'unbiased' } });
  });

  it.each(names)('holds for %s where its derived bias is 0, and only there', (name) => {
    const isExact = (innerSteps: number): boolean =>
      biasOf(sum('curvature', name), {
        innerSteps,
        trajectories: 2,
        inner: { fitted: false, decay: 1 },
        outer: { unbiased: true },
      }).order === '0';
    if (isExact(2)) assertLaw(unbiasedOf(name), { runs: 10 });
    else if (isExact(1)) assertLaw(unbiasedOf(name, 1), { runs: 10 });
    else expect(unbiasedOf(name).check({ runs: 100 })).toMatchObject({ _tag: 'Left' });
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
    expect(unbiased(withoutMask, 1).check({ runs: 25 })).toMatchObject({
      left: { law: 'unbiased' },
    });
  });

  it.each([3, 5])('catches an error that begins with %p trajectories', (least) => {
    const late =
      (size: 'trajectories' | 'evaluationTrajectories'): Estimator =>
      (policy, algorithm) =>
        (algorithm[size] < least ? debiased : metaGradient)(policy, algorithm);
    for (const size of ['trajectories', 'evaluationTrajectories'] as const)
      expect(unbiased(late(size), 1).check({ runs: 1000 })).toMatchObject({
        left: { law: 'unbiased' },
      });
  });

  it.each(wrong)('catches %s', (_name, estimator) => {
    expect(unbiased(estimator).check({ runs: 100 })).toMatchObject({ left: { law: 'unbiased' } });
  });
});

describe('exchangeable', () => {
  it.each(names)('holds for %s as far as it says, and no further', (name) => {
    const upTo = exchangeableUpTo(sum('curvature', name));
    assertLaw(exchangeable(withDebiasing(name), upTo, leastTrajectories(name)), { runs: 60 });
    if (upTo < Infinity)
      expect(
        exchangeable(withDebiasing(name), undefined, leastTrajectories(name)).check({ runs: 200 }),
      ).toMatchObject({
        left: { law: 'exchangeable' },
      });
  });

  /**
   * N Ĵ s(τ_1) in the place of Ĵ S: the same mean, and another trajectory counts when the order is
   * another.
   */
  const firstAlone = withLeaf(({ trace: { steps, outer }, t }) => {
    const { mask, steps: length, trajectories } = steps[t].batch;
    return Array.from(mask, (ran, row) => (row < length ? trajectories * outer.value * ran : 0));
  });

  it('is apart: a sound estimator that looks at one trajectory for all obeys every other law', () => {
    expect(checkLaws([...estimatorLaws(firstAlone), unbiased(firstAlone)], { runs: 20 })).toStrictEqual({
      _tag: 'Right',
      right: undefined,
    });
    expect(exchangeable(firstAlone).check({ runs: 200 })).toMatchObject({ left: { law: 'exchangeable' } });
    assertLaw(exchangeable(firstAlone, 1), { runs: 30 });
  });

  /** MAML that takes the last trajectory of each inner batch for a copy of the first. */
  const withoutLast =
    (from: number): Estimator =>
    (policy, algorithm) =>
    (trace) =>
      metaGradient(
        policy,
        algorithm,
      )({
        ...trace,
        steps: trace.steps.map((step) => {
          const { trajectories } = step.batch;
          if (trajectories < from) return step;
          const places = Array.from({ length: trajectories }, (_, n) => n % (trajectories - 1));
          return { ...step, batch: select(step.batch, places) };
        }),
      });

  it.each([2, 3, 4, 5])(
    'catches an estimator that ignores the last trajectory from N = %i on, in each check',
    (from) => {
      for (let seed = 0; seed < 20; seed++)
        expect(exchangeable(withoutLast(from)).check({ seed, runs: 1 })).toMatchObject({
          left: { law: 'exchangeable' },
        });
    },
  );

  const byPlace: readonly (readonly [string, Estimator])[] = [
    [
      'the first outer trajectory',
      (policy, algorithm) => (trace) =>
        scale(1 + trace.evaluation.rewards[0], metaGradient(policy, algorithm)(trace)),
    ],
    [
      'what comes after six trajectories',
      (policy, algorithm) => (trace) => {
        const { rewards, steps } = trace.steps[0].batch;
        const late = Array.from(rewards).slice(6 * steps);
        return scale(1 + late.reduce((sum, r) => sum + r, 0), metaGradient(policy, algorithm)(trace));
      },
    ],
    [
      'even and odd places, which a reversal of three keeps',
      (policy, algorithm) => (trace) => {
        const { rewards, steps } = trace.steps[0].batch;
        const sum = Array.from(rewards).reduce(
          (total, r, row) => total + (Math.floor(row / steps) % 2 === 0 ? r : -r),
          0,
        );
        return scale(1 + sum, metaGradient(policy, algorithm)(trace));
      },
    ],
  ];
  it.each(byPlace)('catches an estimator that looks at %s', (_name, estimator) => {
    expect(exchangeable(estimator).check({ runs: 300 })).toMatchObject({ left: { law: 'exchangeable' } });
  });
});

/** Leaves of one's own, such as the documents show. */
const ownLeaves: Readonly<Record<string, Estimator>> = {
  'Algorithm 1 with a fixed baseline, in the README of this package': withLeaf(
    ({ trace: { steps, outer }, t }) => scale(outer.value - 0.5 * outer.scale, steps[t].batch.mask),
  ),
  'Algorithm 1 above one': withLeaf(({ trace: { steps, outer }, t }) =>
    scale(outer.value - outer.scale, steps[t].batch.mask),
  ),
};

describe('estimator laws', () => {
  it.each(names)('hold for %s', (name) => {
    expect(checkLaws(estimatorLaws(withDebiasing(name), leastTrajectories(name)), { runs: 8 })).toStrictEqual(
      {
        _tag: 'Right',
        right: undefined,
      },
    );
  });

  it.each(Object.entries(ownLeaves))('hold for %s', (_name, estimator) => {
    expect(
      checkLaws([...estimatorLaws(estimator), unbiased(estimator), exchangeable(estimator)], { runs: 20 }),
    ).toStrictEqual({ _tag: 'Right', right: undefined });
  });

  it.each([2, 5])('try no batch of fewer than %i inner trajectories, and some of as many', (least) => {
    const tried: number[] = [];
    const watched: Estimator = (policy, algorithm) => (trace) => {
      tried.push(...trace.steps.map(({ batch }) => batch.trajectories));
      return debiased(policy, algorithm)(trace);
    };
    const laws = [
      ...estimatorLaws(watched, least),
      unbiased(watched, 2, least),
      exchangeable(watched, undefined, least),
    ];
    for (const law of laws) {
      tried.length = 0;
      assertLaw(law, { runs: 20 });
      expect(Math.min(...tried)).toBe(least);
    }
  });

  it('are refused for estimators of batches that cannot be enumerated', () => {
    for (const least of [0, 1.5, 6, NaN]) {
      const expected = new RangeError(
        `leastTrajectories: expected an integer from 1 to 5, found ${String(least)}`,
      );
      expect(() => estimatorLaws(debiased, least)).toThrow(expected);
      expect(() => unbiased(debiased, 2, least)).toThrow(expected);
      expect(() => exchangeable(debiased, undefined, least)).toThrow(expected);
    }
    expect(() => exchangeable(debiased, 1, 2)).toThrow(new RangeError('upTo: expected at least 2, found 1'));
  });

  it('are refused for what is no number of inner steps, and for no estimator', () => {
    for (const text of ['0', '3', '1.5', 'null'])
      expect(() => unbiased(debiased, JSON.parse(text))).toThrow(
        new RangeError(`maximumInnerSteps: expected 1 or 2, found ${text}`),
      );
    const none: Estimator = JSON.parse('null');
    for (const make of [unbiased, exchangeable, estimatorLaws])
      expect(() => make(none)).toThrow(new RangeError('estimator: expected a function, found null'));
  });

  let calls = 0;
  const broken: readonly (readonly [string, Estimator])[] = [
    ['zero step size', (policy, algorithm) => (trace) => scale(2, metaGradient(policy, algorithm)(trace))],
    // Weight decay, which the rewards have no part in.
    [
      'zero reward',
      (policy, algorithm) => (trace) =>
        axpy(-0.1, trace.steps[0].parameters, metaGradient(policy, algorithm)(trace)),
    ],
    [
      'affine in the outer return',
      (policy, algorithm) => (trace) => scale(trace.outer.value, metaGradient(policy, algorithm)(trace)),
    ],
    [
      'homogeneous in the outer scale',
      (policy, algorithm) => (trace) => scale(1 / trace.outer.scale, metaGradient(policy, algorithm)(trace)),
    ],
    ['padding', withoutMask],
    [
      'names of states',
      (policy, algorithm) => (trace) =>
        Float64Array.from(metaGradient(policy, algorithm)(trace), (x, i) => (i < 2 ? x : 2 * x)),
    ],
    [
      'names of actions',
      (policy, algorithm) => (trace) =>
        Float64Array.from(metaGradient(policy, algorithm)(trace), (x, i) => (i % 2 === 0 ? x : 2 * x)),
    ],
    [
      'repeatable estimates',
      (policy, algorithm) => (trace) => scale(1 + ++calls * 1e-3, metaGradient(policy, algorithm)(trace)),
    ],
  ];
  it.each(broken)('%s: catches an estimator that breaks it', (name, estimator) => {
    const found = estimatorLaws(estimator)
      .find((law) => law.name === name)
      ?.check({ runs: 200 });
    expect(found).toMatchObject({ left: { law: name } });
  });

  /** An estimator that is told of its outer estimate by way of a change. */
  const toldOtherwise =
    (change: (outer: OuterEstimate) => Partial<OuterEstimate>): Estimator =>
    (policy, algorithm) =>
    (trace) =>
      debiased(policy, algorithm)({ ...trace, outer: { ...trace.outer, ...change(trace.outer) } });

  it.each([
    ['is at most 10', (value: number) => Math.max(-10, Math.min(10, value))],
    ['is zero below a hundredth', (value: number) => (Math.abs(value) < 0.01 ? 0 : value)],
  ])('homogeneous in the outer scale: catches an estimator whose return %s', (_, change) => {
    const found = estimatorLaws(toldOtherwise(({ value }) => ({ value: change(value) }))).find(
      ({ name }) => name === 'homogeneous in the outer scale',
    );
    for (let seed = 0; seed < 5; seed++)
      expect(found?.check({ seed, runs: 10 })).toMatchObject({ _tag: 'Left' });
  });

  const buffers = new Map<number, Float64Array>();

  it.each<readonly [string, Estimator]>([
    [
      'gives its estimates in one buffer',
      (policy, algorithm) => (trace) => {
        const found = metaGradient(policy, algorithm)(trace);
        const buffer = buffers.get(found.length) ?? new Float64Array(found.length);
        buffers.set(found.length, buffer);
        buffer.set(Array.from(found));
        return buffer;
      },
    ],
    [
      'sets the gradient of its outer estimate to zero',
      (policy, algorithm) => (trace) => {
        const found = Array.from(metaGradient(policy, algorithm)(trace));
        const { gradient } = trace.outer;
        if (gradient instanceof Float64Array) gradient.fill(0);
        return found;
      },
    ],
  ])('repeatable estimates: catches an estimator that %s', (_, estimator) => {
    const found = estimatorLaws(estimator).find(({ name }) => name === 'repeatable estimates');
    expect(found?.check({ runs: 50 })).toMatchObject({ left: { law: 'repeatable estimates' } });
  });

  const others: readonly (readonly [string, Estimator])[] = [
    ['takes the size of the mean return', toldOtherwise(({ value }) => ({ value: Math.abs(value) }))],
    ['clips the mean return', toldOtherwise(({ value }) => ({ value: Math.min(value, 0.5) }))],
    [
      'forgets that the mean return is scaled',
      toldOtherwise(({ value, scale: s }) => ({ value: value / s })),
    ],
    ['subtracts a baseline that is not scaled', toldOtherwise(({ value }) => ({ value: value - 0.5 }))],
    [
      'clips the gradient',
      toldOtherwise(({ gradient }) => ({ gradient: Array.from(gradient, (x) => Math.min(x, 0.1)) })),
    ],
    [
      'normalises the gradient',
      toldOtherwise(({ gradient }) => ({ gradient: scale(1 / (1e-3 + norm(gradient)), gradient) })),
    ],
    ['turns the gradient round', toldOtherwise(({ gradient }) => ({ gradient: scale(-1, gradient) }))],
    [
      'gives a number too few',
      (policy, algorithm) => (trace) => Array.from(metaGradient(policy, algorithm)(trace)).slice(1),
    ],
    [
      'gives NaN where nothing is earned',
      (policy, algorithm) => (trace) => {
        const found = metaGradient(policy, algorithm)(trace);
        return scale(trace.outer.value / trace.outer.value, found);
      },
    ],
    [
      'divides by all rows, padding too',
      (policy, algorithm) => (trace) =>
        scale(
          trace.evaluation.lengths.reduce((a, b) => a + b, 0) / trace.evaluation.mask.length,
          metaGradient(policy, algorithm)(trace),
        ),
    ],
    [
      'ascends where rewards are costs',
      (policy, algorithm) => (trace) =>
        scale(trace.steps[0].batch.rewards[0] < 0 ? -1 : 1, metaGradient(policy, algorithm)(trace)),
    ],
    [
      'changes its trace',
      (policy, algorithm) => (trace) => {
        const found = metaGradient(policy, algorithm)(trace);
        const { rewards } = trace.steps[0].batch;
        if (rewards instanceof Float64Array) rewards.fill(0);
        return found;
      },
    ],
    [
      'prefers the first state',
      (policy, algorithm) => (trace) =>
        Float64Array.from(metaGradient(policy, algorithm)(trace), (x, i) => (i < 2 ? x : 0)),
    ],
    [
      'prefers the first action',
      (policy, algorithm) => (trace) =>
        Float64Array.from(metaGradient(policy, algorithm)(trace), (x, i) => (i % 2 === 0 ? x : 0)),
    ],
  ];
  it.each(others)('catch an estimator that %s', (_, estimator) => {
    // Those on single draws first, which cost less than those that enumerate.
    const laws = [...estimatorLaws(estimator)].reverse();
    expect(laws.some(({ check }) => check({ runs: 60 })._tag === 'Left')).toBe(true);
  });

  it('there is a broken estimator for each', () => {
    expect(broken.map(([name]) => name)).toStrictEqual(estimatorLaws(metaGradient).map(({ name }) => name));
  });
});
