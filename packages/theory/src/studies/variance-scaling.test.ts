import { catalogue, maml, metaGradient } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import { axpy } from '@sgmrl/vector';
import { exactMoments, type TraceEstimator } from '../exact/exact-moments';
import { asAlgorithm } from '../setting';
import { randomLogits, randomMdp, right } from '../testing/examples';
import { varianceCurves } from './variance-scaling';

const mdp = randomMdp(31, 2, 2, 2);
const logits = randomLogits(31, 4);
const setting = {
  innerSteps: 1,
  evaluationTrajectories: 3,
  stepSize: 0.7,
  discount: 0.9,
  innerWeights: rewardToGo,
};

const named = (...names: readonly string[]) =>
  names.map((name) => {
    const entry = catalogue.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new Error(name);
    return entry;
  });

it('measured variances are the exact ones, within five standard errors', () => {
  const estimators = named('algorithm-1', 'trajectory-baseline', 'leave-one-out');
  const curves = right(
    varianceCurves(mdp, setting, logits, { estimators, sizes: [2], repetitions: 1500, seed: 1 }),
  );
  const policy = tabularSoftmax(2, 2);
  estimators.forEach((entry, e) => {
    const exact = (evaluationTrajectories: number): number => {
      const s = { ...setting, trajectories: 2, evaluationTrajectories };
      const part = metaGradient(policy, asAlgorithm(s, entry));
      const plain = metaGradient(policy, asAlgorithm(s, maml));
      const estimate: TraceEstimator['estimate'] = (trace) => axpy(-1, plain(trace), part(trace));
      return right(exactMoments(mdp, s, logits)([{ estimate, exchangeableUpTo: Infinity }]))[0].totalVariance;
    };
    const [{ all, adaptation }] = curves[e].points;
    expect(Math.abs(all.totalVariance - exact(3))).toBeLessThan(5 * all.stderr);
    expect(Math.abs(adaptation.totalVariance - exact(1e12))).toBeLessThan(5 * adaptation.stderr);
  });
});

it("Algorithm 1's noise grows like N; that of leave-one-out falls like 1/N", () => {
  const curves = right(
    varianceCurves(mdp, setting, logits, {
      estimators: named('algorithm-1', 'leave-one-out', 'first-order'),
      sizes: [4, 8, 16],
      repetitions: 300,
      seed: 2,
    }),
  );
  expect(curves[0].fit.all.exponent).toBeCloseTo(1, 0);
  expect(curves[1].fit.adaptation.exponent).toBeCloseTo(-1, 0);
});
