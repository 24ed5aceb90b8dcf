import { builtInNames, catalogue, drawsAnew, metaGradient, sum } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { rewardToGo } from '@sgmrl/rollouts';
import { asAlgorithm } from '../setting';
import { randomLogits, randomMdp, right } from '../testing/examples';
import { sampledTrace } from './sampled-trace';
import { traceEstimator } from './trace-estimator';
import { trajectorySupport } from './trajectory-support';

it('an entry as a function of a trace is the meta-gradient of its term', () => {
  const size = { states: 2, actions: 2 };
  const policy = tabularSoftmax(2, 2);
  const setting = {
    innerSteps: 2,
    trajectories: 3,
    evaluationTrajectories: 3,
    stepSize: 0.6,
    discount: 0.8,
    innerWeights: rewardToGo,
  };
  const trace = sampledTrace(
    right(trajectorySupport(randomMdp(4, 2, 2, 3))),
    policy,
    asAlgorithm(setting, { estimator: 'maml' }),
  )(randomLogits(4, 4), key(3));
  for (const entry of catalogue.filter(({ estimator }) => !drawsAnew(estimator)))
    expect(traceEstimator(entry, size, setting).estimate(trace)).toStrictEqual(
      metaGradient(policy, asAlgorithm(setting, entry))(trace),
    );
});

it('is called by the leaves of one’s own in it', () => {
  const names = { ...builtInNames, leaves: { ...builtInNames.leaves, bad: builtInNames.leaves['value'] } };
  const setting = {
    innerSteps: 1,
    trajectories: 2,
    evaluationTrajectories: 2,
    stepSize: 0.6,
    discount: 0.8,
    innerWeights: rewardToGo,
  };
  const nameOf = (part: string) =>
    traceEstimator({ name: 'mine', estimator: sum('maml', part) }, { states: 2, actions: 2 }, setting, names)
      .name;
  expect(['bad', 'value'].map(nameOf)).toEqual(['term bad', 'mine']);
});
