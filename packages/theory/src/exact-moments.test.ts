import { metaGradient, outerEstimate, sum, type Variant } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { select } from '@sgmrl/rollouts';
import { exactMoments } from './exact-moments';
import { momentSum } from './moment-sum';
import { multisets } from './multisets';
import { asAlgorithm, type Setting } from './setting';
import { randomLogits, randomMdp, relativeError, right, sparseMdp } from './test-support/examples';
import { adaptations } from './traces';
import { trajectoryProbabilities, trajectorySupport } from './trajectory-support';

const setting = (innerSteps: number, trajectories: number, evaluationTrajectories: number): Setting => ({
  innerSteps,
  trajectories,
  evaluationTrajectories,
  stepSize: 0.7,
  discount: 0.9,
  innerWeights: { kind: 'reward-to-go' },
});

const policy = tabularSoftmax(2, 2);

/** The moments with the evaluation batch enumerated too, through the estimators' own reading of it. */
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
  test.each([
    [1, 1, 1],
    [1, 2, 1],
    [1, 2, 2],
    [1, 1, 3],
    [2, 1, 2],
  ])('ζ = %i, N = %i, M = %i: as if the evaluation batch were enumerated', (innerSteps, n, m) => {
    const logits = randomLogits(4, 4);
    const s = setting(innerSteps, n, m);
    const estimators = variants.map((variant) => metaGradient(policy, asAlgorithm(s, variant)));
    const exact = right(exactMoments(sparseMdp, s, logits)(estimators));
    variants.forEach((variant, i) => {
      const brute = bruteForce(sparseMdp, logits, s, variant);
      expect(relativeError(exact[i].expectation, brute.expectation)).toBeLessThan(1e-12);
      expect(relativeError(exact[i].covariance.data, brute.covariance.data)).toBeLessThan(1e-11);
    });
  });

  test('on an MDP with noisy transitions', () => {
    const mdp = randomMdp(2, 2, 2, 2);
    const logits = randomLogits(2, 4);
    const s = setting(1, 2, 1);
    const variant: Variant = { estimator: sum('curvature', 'leave-group-out') };
    const [exact] = right(exactMoments(mdp, s, logits)([metaGradient(policy, asAlgorithm(s, variant))]));
    const brute = bruteForce(mdp, logits, s, variant);
    expect(relativeError(exact.expectation, brute.expectation)).toBeLessThan(1e-12);
    expect(relativeError(exact.covariance.data, brute.covariance.data)).toBeLessThan(1e-11);
    expect(exact.totalVariance).toBeCloseTo(brute.totalVariance, 12);
  });

  test('refuses what would not end', () => {
    expect(exactMoments(sparseMdp, setting(5, 3, 1), [0, 0, 0, 0])([])).toMatchObject({
      left: { kind: 'too-large', what: 'adaptation traces', limit: 300_000 },
    });
  });
});
