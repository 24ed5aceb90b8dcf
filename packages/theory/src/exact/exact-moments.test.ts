import {
  exchangeableUpTo,
  leastTrajectories,
  metaGradient,
  outerEstimate,
  sum,
  type Variant,
} from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo, select } from '@sgmrl/rollouts';
import { exactMoments, type TraceEstimator } from './exact-moments';
import { momentSum } from './moment-sum';
import { multisets } from './multisets';
import { asAlgorithm, type Setting } from '../setting';
import { randomLogits, randomMdp, relativeError, right, sparseMdp } from '../testing/examples';
import { adaptations } from './traces';
import { trajectoryProbabilities, trajectorySupport } from './trajectory-support';

const setting = (innerSteps: number, trajectories: number, evaluationTrajectories: number): Setting => ({
  innerSteps,
  trajectories,
  evaluationTrajectories,
  stepSize: 0.7,
  discount: 0.9,
  innerWeights: rewardToGo,
});

const policy = tabularSoftmax(2, 2);

const estimatorOf = (s: Setting, variant: Variant): TraceEstimator => ({
  estimate: metaGradient(policy, asAlgorithm(s, variant)),
  exchangeableUpTo: exchangeableUpTo(variant.estimator),
});

/** The moments with the outer batch enumerated too, through the estimators' own reading of it. */
const bruteForce = (mdp: typeof sparseMdp, logits: readonly number[], s: Setting, variant: Variant) => {
  const algorithm = asAlgorithm(s, variant);
  const support = right(trajectorySupport(mdp));
  const sum = momentSum(4);
  for (const { probability, steps, parameters } of adaptations(support, s, logits)) {
    const single = trajectoryProbabilities(support, parameters);
    for (const { indices, orders } of multisets(single.length, s.evaluationTrajectories)) {
      const outer = outerEstimate(policy, algorithm)(parameters, select(support.batch, indices));
      sum.add(
        indices.reduce((p, n) => p * single[n], probability * orders),
        metaGradient(policy, algorithm)({ steps, outer }),
      );
    }
  }
  return sum.moments();
};

const variants: readonly Variant[] = [
  { estimator: 'maml' },
  { estimator: 'sg-mrl' },
  { estimator: 'first-order' },
  { estimator: sum('curvature', 'trajectory-baseline') },
  { estimator: sum('curvature', 'leave-one-out') },
  { estimator: sum('curvature', 'leave-group-out') },
];

describe('exact moments', () => {
  it.each([
    [1, 1, 1],
    [1, 2, 1],
    [1, 2, 2],
    [1, 1, 3],
    [2, 1, 2],
  ])('ζ = %i, N = %i, M = %i: as if the outer batch were enumerated', (innerSteps, n, m) => {
    const logits = randomLogits(4, 4);
    const s = setting(innerSteps, n, m);
    const taking = variants.filter(({ estimator }) => n >= leastTrajectories(estimator));
    const estimators = taking.map((variant) => estimatorOf(s, variant));
    const exact = right(exactMoments(sparseMdp, s, logits)(estimators));
    taking.forEach((variant, i) => {
      const brute = bruteForce(sparseMdp, logits, s, variant);
      expect(relativeError(exact[i].expectation, brute.expectation)).toBeLessThan(1e-12);
      expect(relativeError(exact[i].covariance.data, brute.covariance.data)).toBeLessThan(1e-11);
    });
  });

  it('on an MDP with noisy transitions', () => {
    const mdp = randomMdp(2, 2, 2, 2);
    const logits = randomLogits(2, 4);
    const s = setting(1, 2, 1);
    const variant: Variant = { estimator: sum('curvature', 'leave-group-out') };
    const [exact] = right(exactMoments(mdp, s, logits)([estimatorOf(s, variant)]));
    const brute = bruteForce(mdp, logits, s, variant);
    expect(relativeError(exact.expectation, brute.expectation)).toBeLessThan(1e-12);
    expect(relativeError(exact.covariance.data, brute.covariance.data)).toBeLessThan(1e-11);
    expect(exact.totalVariance).toBeCloseTo(brute.totalVariance, 12);
  });

  it('refuses what would not end', () => {
    const all: TraceEstimator = { estimate: () => [0], exchangeableUpTo: Infinity };
    const some: TraceEstimator = { estimate: () => [0], exchangeableUpTo: 1 };
    const kinds = right(trajectorySupport(sparseMdp)).batch.trajectories;
    const moments = exactMoments(sparseMdp, setting(5, 3, 1), [0, 0, 0, 0]);
    expect(moments([all])).toMatchObject({
      left: { kind: 'too-large', what: 'adaptation traces', limit: 300_000 },
    });
    expect(moments([some])).toMatchObject({
      left: { kind: 'too-large', what: 'ordered adaptation traces', count: kinds ** 15 },
    });
    // Where order does not matter, more is small enough.
    const long = exactMoments(
      sparseMdp,
      setting(1, Math.ceil(Math.log(300_001) / Math.log(kinds)), 1),
      [0, 0, 0, 0],
    );
    expect(long([all])).toMatchObject({ right: [{ totalVariance: 0 }] });
    expect(long([all, some])).toMatchObject({ left: { what: 'ordered adaptation traces' } });
    expect(moments([])).toStrictEqual({ _tag: 'Right', right: [] });
  });

  /**
   * T = 2, q = (1 − p, p): N Ĵ s(τ_1) has the mean N E[J(U) s(τ_1)], and E Σ_n J(U) s(τ_n) is the
   * same by symmetry.
   */
  it.each([1, 2, 3, 4, 6])('of an estimator that looks at the first of %i trajectories alone', (n) => {
    const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
    const [logits, one] = [[0.3, -0.4], tabularSoftmax(1, 2)];
    const s = { ...setting(1, n, 1), discount: 1 };
    const p = 1 / (1 + Math.exp(logits[0] - logits[1]));
    // With k wins in N: U moves the difference of logits by 2α k (1 − p)/N; a win has the score
    // (−(1−p), 1−p), a loss (p, −p).
    let expected = 0;
    let choose = 1;
    for (let k = 0; k <= n; k++) {
      const adapted = 1 / (1 + Math.exp(logits[0] - logits[1] - (2 * s.stepSize * k * (1 - p)) / n));
      expected += choose * p ** k * (1 - p) ** (n - k) * adapted * (k * (1 - p) - (n - k) * p);
      choose = (choose * (n - k)) / (k + 1);
    }
    const firstAlone: TraceEstimator = {
      exchangeableUpTo: 1,
      estimate: ({ steps: [{ parameters, batch }], outer }) =>
        one.weightedScore(
          parameters,
          batch,
          Array.from(batch.mask, (_, row) => (row === 0 ? n * outer.value : 0)),
        ),
    };
    const [found] = right(exactMoments(coin, s, logits)([firstAlone]));
    expect(found.expectation[1]).toBeCloseTo(expected, 12);
    expect(found.expectation[0]).toBeCloseTo(-expected, 12);
    const claimed = () => exactMoments(coin, s, logits)([{ ...firstAlone, exchangeableUpTo: Infinity }]);
    if (n > 1) expect(claimed).toThrow(/^estimator 0: exchangeableUpTo: expected less than/);
    else expect(right(claimed())[0].expectation).toEqual(found.expectation);
  });

  it('of estimators of both kinds come in the order of the estimators', () => {
    const s = setting(1, 3, 1);
    const constant = (x: number, exchangeableUpTo: number): TraceEstimator => ({
      estimate: () => [x],
      exchangeableUpTo,
    });
    const estimators = [constant(1, 1), constant(2, Infinity), constant(3, 2), constant(4, 3)];
    const found = right(exactMoments(sparseMdp, s, [0, 0, 0, 0])(estimators));
    found.forEach(({ expectation }, i) => {
      expect(expectation[0]).toBeCloseTo(i + 1, 12);
    });
  });
});
