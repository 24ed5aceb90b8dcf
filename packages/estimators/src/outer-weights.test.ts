import { tabularSoftmax } from '@sgmrl/policies';
import { fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
import type { Algorithm } from './algorithm';
import { adapt, innerStep } from './inner-step';
import { metaGradient } from './meta-gradient';
import { outerEstimate } from './outer-estimate';
import { sum as sumOf, type Term } from './terms/term';
import {
  batches,
  differentiate,
  metaObjective,
  smallMdp as mdp,
  smallTheta as theta,
  toBatch,
  type Mdp,
} from './testing/mdp';

const policy = tabularSoftmax(mdp.states, mdp.actions);

describe('with outer weights that are fitted to D_o, whatever the debiasing part', () => {
  const bandits: Mdp = { ...mdp, horizon: 1 };
  const plain: Algorithm = {
    estimator: 'maml',
    innerSteps: 1,
    stepSize: 0.7,
    discount: bandits.discount,
    metaBatchSize: 1,
    trajectories: 2,
    evaluationTrajectories: 2,
    innerWeights: rewardToGo,
    outerWeights: rewardToGo,
  };
  const gradient = differentiate((x) => metaObjective(bandits, x, 2, plain.stepSize, 1), theta);

  /** E[Ĝ], all inner batches and all outer batches enumerated. */
  const expectation = (choice: Algorithm): readonly number[] => {
    const sum = theta.map(() => 0);
    for (const inner of batches(bandits, theta, choice.trajectories)) {
      const step = innerStep(choice)(theta, toBatch(inner.batch));
      const adapted = adapt(policy, choice)(step);
      for (const { batch, p } of batches(bandits, adapted, choice.evaluationTrajectories)) {
        const outer = outerEstimate(policy, choice)(adapted, toBatch(batch));
        Array.from(metaGradient(policy, choice)({ steps: [step], outer })).forEach(
          (x, i) => (sum[i] += inner.p * p * x),
        );
      }
    }
    return sum;
  };
  const norm = (x: readonly number[]): number => Math.hypot(...x);
  const sine = (x: readonly number[], y: readonly number[]): number => {
    const along = x.reduce((sum, a, i) => sum + a * y[i], 0) / norm(y) ** 2;
    return norm(x.map((a, i) => a - along * y[i])) / norm(x);
  };
  const sineOf = (
    part: Term,
    kind: 'reward-to-go' | 'advantage' | 'normalised-advantage',
    evaluationTrajectories = 2,
  ): number => {
    const outerWeights = fromWeightsSpec(kind === 'reward-to-go' ? { kind } : { kind, lambda: 1 });
    return sine(
      expectation({ ...plain, estimator: sumOf('curvature', part), outerWeights, evaluationTrajectories }),
      gradient,
    );
  };
  const exact = [
    'algorithm-1',
    'trajectory-baseline',
    'leave-one-out',
    'leave-one-out-corrected',
    'leave-group-out',
  ] as const;

  it.each(exact)('%s: E[Ĝ] = ∇V with reward-to-go, another direction with the others', (part) => {
    const mean = expectation({ ...plain, estimator: sumOf('curvature', part) });
    expect(norm(mean.map((x, i) => x - gradient[i])) / norm(gradient)).toBeLessThan(1e-9);
    expect(sineOf(part, 'advantage')).toBeGreaterThan(0.01);
    expect(sineOf(part, 'normalised-advantage')).toBeGreaterThan(0.01);
  });

  it.each(exact)('%s: a number as scale multiplies E[Ĝ] of advantages and turns nothing', (part) => {
    const settings = { ...plain, estimator: sumOf('curvature', part) };
    const own = expectation({ ...settings, outerWeights: fromWeightsSpec({ kind: 'advantage', lambda: 1 }) });
    const scaled = expectation({
      ...settings,
      outerWeights: fromWeightsSpec({ kind: 'scaled-advantage', lambda: 1, scale: 0.3 }),
    });
    expect(norm(scaled.map((x, i) => x - 0.3 * own[i])) / norm(own)).toBeLessThan(1e-12);
  });

  it('a baseline fitted to more outer data turns it less', () => {
    const sines = [2, 3, 4].map((m) => sineOf('leave-one-out', 'advantage', m));
    expect(sines[1]).toBeLessThan(0.9 * sines[0]);
    expect(sines[2]).toBeLessThan(0.9 * sines[1]);
  });
});
