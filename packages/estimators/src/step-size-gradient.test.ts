import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import { metaGradient } from './meta-gradient';
import { adapt, innerStep } from './inner-step';
import { stepSizeGradient } from './step-size-gradient';

const policy = tabularSoftmax(1, 2);
const settings = {
  estimator: 'sg-mrl',
  stepSize: 0.5,
  discount: 1,
  innerWeights: rewardToGo,
} as const;
const column = (...data: number[]) => ({ rows: data.length, columns: 1, data });
const batchOf = (action: number, reward: number) => ({
  trajectories: 1,
  steps: 1,
  observations: column(0),
  actions: column(action),
  rewards: [reward],
  mask: [1],
  lengths: [1],
});
const outer = { scale: 1, gradient: [-3, 3], value: 2, valueAbove: () => 0, gradientAt: () => [0, 0] };

const first = innerStep(settings)([0, 0], batchOf(1, 1));
const between = adapt(policy, settings)(first);
const second = innerStep(settings)(between, batchOf(0, 4));
const adapted = adapt(policy, settings)(second);
const trace = { steps: [first, second], outer };

describe('stepSizeGradient', () => {
  it('is Σ (θ^t − θ^{t−1}) ∘ λ^t, with λ^1 the meta-gradient of what follows', () => {
    const later = metaGradient(policy, settings)({ steps: [second], outer });
    const { parameters, logStepSizes } = stepSizeGradient(policy, settings)(trace, adapted);
    expect(parameters).toEqual(metaGradient(policy, settings)(trace));
    for (const i of [0, 1])
      expect(logStepSizes[i]).toBeCloseTo(
        (between[i] - 0) * later[i] + (adapted[i] - between[i]) * outer.gradient[i],
        12,
      );
  });

  it('is zero without steps, and refuses adapted parameters of another length', () => {
    const none = stepSizeGradient(policy, settings)({ steps: [], outer }, [1, 2]);
    expect(Array.from(none.logStepSizes)).toEqual([0, 0]);
    expect(() => stepSizeGradient(policy, settings)(trace, [1])).toThrow(RangeError);
  });
});
