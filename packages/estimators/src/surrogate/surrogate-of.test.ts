import { tabularSoftmax } from '@sgmrl/policies';
import { divergenceCurvature } from './divergence-curvature';
import { surrogateGradient, surrogateValue } from './surrogate';
import type { SurrogateData } from './surrogate-data';
import { checkSurrogate, surrogateOf } from './surrogate-of';

it('has the shape that it was made of', () => {
  expect(surrogateOf({ clip: 0.3, klPenalty: 1 }).shape).toEqual({ clip: 0.3, klPenalty: 1 });
  expect(surrogateOf().shape).toEqual({});
});

it('computes what its functions do with its shape', () => {
  const column = { rows: 2, columns: 1, data: [0, 1] };
  const batch = {
    trajectories: 2,
    steps: 1,
    observations: column,
    actions: column,
    rewards: [1, 2],
    mask: [1, 1],
    lengths: [1, 1],
  };
  const half = Math.log(0.5);
  const outerBatch = { parameters: [0, 0, 0, 0], batch, logProbability: [half, half], weights: [1, 1] };
  const data: SurrogateData = { steps: [], outerBatch };
  const [policy, settings] = [tabularSoftmax(2, 2), { estimator: 'maml', stepSize: 1 }];
  const [shape, theta] = [{ clip: 0.1, curvatureTrajectories: 1 }, [1, 0.5, 0, 2]];
  const { value, gradient, curvature } = surrogateOf(shape);
  expect(value(policy, settings)(data, theta)).toEqual(surrogateValue(policy, settings, shape)(data, theta));
  expect(gradient(policy, settings)(data, theta)).toEqual(
    surrogateGradient(policy, settings, shape)(data, theta),
  );
  expect(curvature(policy, settings)(data, theta)).toEqual(
    divergenceCurvature(policy, settings, shape)(data, theta),
  );
});

it('refuses a shape that is none', () => {
  expect(() => surrogateOf({ klPenalty: -1 })).toThrow(
    new RangeError('klPenalty: expected a number, not negative, found -1'),
  );
});

it.each(['data', 'value', 'gradient', 'curvature'])('is refused without %s', (name) => {
  expect(() => {
    checkSurrogate(surrogateOf());
  }).not.toThrow();
  expect(() => {
    checkSurrogate({ ...surrogateOf(), [name]: undefined });
  }).toThrow(new RangeError(`surrogate: ${name}: expected a function, found nothing`));
});

it('is no shape', () => {
  expect(() => {
    checkSurrogate(JSON.parse('{ "clip": 0.2 }'));
  }).toThrow('surrogate: data: expected a function, found nothing');
});
