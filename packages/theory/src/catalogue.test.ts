import { debiasings, metaGradient, propagatedScore } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { catalogue, exchangedEstimator, traceEstimator } from './catalogue';
import { sampledTrace } from './sampled-trace';
import { asAlgorithm } from './setting';
import { randomLogits, randomMdp, right } from './test-support/examples';
import { trajectorySupport } from './trajectory-support';

test('MAML with and without its Jacobian part, and each debiasing part once', () => {
  const names = catalogue.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect([...names].sort()).toStrictEqual(
    ['maml', 'fomaml', ...Object.keys(debiasings).filter((name) => name !== 'none')].sort(),
  );
  for (const { name, variant } of catalogue) {
    expect(variant.jacobian).toBe(name === 'fomaml' ? 'identity' : 'full');
    expect(variant.debiasing).toBe(['maml', 'fomaml'].includes(name) ? 'none' : name);
  }
});

describe('as functions of a trace', () => {
  const size = { states: 2, actions: 2 };
  const policy = tabularSoftmax(2, 2);
  const setting = {
    innerSteps: 2,
    trajectories: 3,
    evaluationTrajectories: 3,
    stepSize: 0.6,
    discount: 0.8,
    innerWeights: { kind: 'reward-to-go' as const },
  };
  const algorithm = asAlgorithm(setting, { jacobian: 'full', debiasing: 'none' });
  const trace = sampledTrace(
    right(trajectorySupport(randomMdp(4, 2, 2, 3))),
    policy,
    algorithm,
  )(randomLogits(4, 4), key(3));
  const score = propagatedScore(policy, algorithm)(trace.steps);
  const plain = metaGradient(policy, algorithm)(trace);

  test('an entry that joins tasks meets the mean return of the others: MAML + (Ĵ − mean) Σ_t A^1…A^{t−1} S^t', () => {
    const joining = catalogue.filter(({ part }) => part.joinsTasks);
    expect(joining.map(({ name }) => name)).toStrictEqual(['task-baseline']);
    const found = traceEstimator(joining[0], size, setting, 0.25).estimate(trace);
    Array.from(found).forEach((x, i) => {
      expect(x).toBeCloseTo(plain[i] + (trace.outer.value - 0.25) * score[i], 12);
    });
    expect(exchangedEstimator(joining[0], size, setting).estimate(trace)).toStrictEqual([
      trace.outer.value,
      ...Array.from(score),
    ]);
  });

  test('any other entry is the meta-gradient of its variant, whatever the mean', () => {
    for (const entry of catalogue.filter(({ part }) => !part.joinsTasks))
      expect(traceEstimator(entry, size, setting, 0.25).estimate(trace)).toStrictEqual(
        metaGradient(policy, asAlgorithm(setting, entry.variant))(trace),
      );
  });
});
