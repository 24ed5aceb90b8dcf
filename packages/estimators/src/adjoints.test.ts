import { adjoints } from './adjoints';
import { innerStep } from './inner-step';
import { coupled } from './terms/term';
import { smallTheta as theta, smallMdp as mdp, batches, toBatch } from './testing/mdp';
import { algorithm, exactOuter, policy } from './testing/expectation';

it('refuses to draw', () => {
  const settings = { ...algorithm('none', 1, 1), estimator: coupled(0.1) };
  const step = innerStep(settings)(theta, toBatch(batches(mdp, theta, 1)[0].batch));
  expect(() => adjoints(policy, settings)({ steps: [step], outer: exactOuter(theta) })).toThrow(
    new RangeError('expected an estimator that draws no trajectories of its own'),
  );
});
