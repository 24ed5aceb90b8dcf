import { tabularSoftmax, type Policy } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import { adapt, innerStep } from './inner-step';
import { metaGradient } from './meta-gradient';
import { outerEstimate } from './outer-estimate';

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
const batch = {
  trajectories: 2,
  steps: 1,
  observations: column([0, 0]),
  actions: column([0, 1]),
  rewards: [1, 2],
  mask: [1, 1],
  lengths: [1, 1],
};
const settings = { stepSize: 0.5, discount: 1, innerWeights: rewardToGo, outerWeights: rewardToGo };
const policy = tabularSoftmax(1, 2);
const trace = {
  steps: [innerStep(settings)([0, 0], batch)],
  outer: outerEstimate(policy, settings)([0, 0], batch),
};

const message = (operation: string) =>
  new RangeError(`policy: ${operation}: expected 2 numbers, one a parameter, found 1`);

it.each(['weightedScore', 'hessianVectorProduct', 'curvatureAndScore'] as const)(
  'names the policy where %s forgets a parameter',
  (operation) => {
    const short: Policy = { ...policy, [operation]: () => [1] };
    const estimator = { weightedScore: 'value', hessianVectorProduct: 'maml', curvatureAndScore: 'sg-mrl' };
    expect(() => metaGradient(short, { ...settings, estimator: estimator[operation] })(trace)).toThrow(
      message(operation),
    );
  },
);

it('names it in an inner step and in the outer estimate', () => {
  const short: Policy = { ...policy, weightedScore: () => [1] };
  expect(() => adapt(short, settings)(trace.steps[0])).toThrow(message('weightedScore'));
  expect(() => outerEstimate(short, settings)([0, 0], batch)).toThrow(message('weightedScore'));
});
