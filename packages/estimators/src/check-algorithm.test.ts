import { tabularSoftmax } from '@sgmrl/policies';
import * as fc from 'fast-check';
import type { Algorithm } from './algorithm';
import { checkAlgorithm } from './check-algorithm';
import { checkAdaptation } from './check-settings';
import { adapt, innerStep } from './inner-step';
import { metaGradient } from './meta-gradient';
import { outerEstimate } from './outer-estimate';
import { surrogateData } from './surrogate/surrogate-data';
import { library } from './terms/library';

const algorithm: Algorithm = {
  estimator: 'maml',
  innerSteps: 1,
  stepSize: 0.1,
  discount: 0.9,
  metaBatchSize: 2,
  trajectories: 2,
  evaluationTrajectories: 2,
  innerWeights: { kind: 'reward-to-go' },
  outerWeights: { kind: 'advantage', lambda: 1 },
};

/** The algorithm as a program without types might make it. */
const misfit = (fields: Readonly<Record<string, unknown>>): Algorithm => ({ ...algorithm, ...fields });

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['innerSteps: expected an integer from 0, found -1', { innerSteps: -1 }],
  ['innerSteps: expected an integer from 0, found 0.5', { innerSteps: 0.5 }],
  ['stepSize: expected a number, not negative, found NaN', { stepSize: NaN }],
  ['stepSize: expected a number, not negative, found Infinity', { stepSize: Infinity }],
  ['stepSize: expected a number, not negative, found -0.1', { stepSize: -0.1 }],
  ['discount: expected a number above 0, at most 1, found 0', { discount: 0 }],
  ['discount: expected a number above 0, at most 1, found 1.01', { discount: 1.01 }],
  ['metaBatchSize: expected an integer from 1, found 0', { metaBatchSize: 0 }],
  ['trajectories: expected an integer from 1, found -3', { trajectories: -3 }],
  ['evaluationTrajectories: expected an integer from 1, found 1.5', { evaluationTrajectories: 1.5 }],
  [
    "weights: expected one of reward-to-go, advantage, normalised-advantage, scaled-advantage, found 'return'",
    { innerWeights: { kind: 'return' } },
  ],
  ['weights: expected lambda from 0 to 1, found 2', { outerWeights: { kind: 'advantage', lambda: 2 } }],
])('refuses a misfit: %s', (message, fields) => {
  const expected = new RangeError(message);
  const wrong = misfit(fields);
  expect(() => {
    checkAlgorithm(wrong);
  }).toThrow(expected);
});

const policy = tabularSoftmax(1, 2);

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['stepSize: expected a number, not negative, found NaN', { stepSize: NaN }],
  ['discount: expected a number above 0, at most 1, found 0', { discount: 0 }],
])('refuses it wherever it enters, before any data are seen: %s', (message, fields) => {
  const expected = new RangeError(message);
  const wrong = misfit(fields);
  expect(() => innerStep(wrong)).toThrow(expected);
  for (const take of [adapt, metaGradient, surrogateData])
    expect(() => take(policy, wrong)).toThrow(expected);
});

it('refuses a term without a meaning wherever it enters', () => {
  const wrong = misfit({ estimator: 'leave-two-out' });
  const expected = /^term: expected one of curvature, value, .* found 'leave-two-out'$/;
  expect(() => {
    checkAlgorithm(wrong);
  }).toThrow(expected);
  for (const take of [metaGradient, surrogateData]) expect(() => take(policy, wrong)).toThrow(expected);
});

it('refuses outer weights where they enter', () => {
  const wrong = misfit({ outerWeights: { kind: 'advantage', lambda: 2 } });
  const expected = new RangeError('weights: expected lambda from 0 to 1, found 2');
  for (const take of [outerEstimate, surrogateData]) expect(() => take(policy, wrong)).toThrow(expected);
});

it.each(['null', '3', '{}', '{ "stepSize": 0.1, "discount": 0.9 }'])(
  'refuses %s in the place of settings',
  (text) => {
    const found: Algorithm = JSON.parse(text);
    const takers = [
      () => {
        checkAlgorithm(found);
      },
      () => {
        checkAdaptation(found);
      },
      () => innerStep(found),
      ...[adapt, metaGradient, outerEstimate, surrogateData].map((take) => () => take(policy, found)),
    ];
    for (const take of takers) {
      expect(take).toThrow(RangeError);
      expect(take).toThrow(/^(algorithm|settings|stepSize|innerSteps|term).*: expected .*, found /);
    }
  },
);

it('takes every algorithm that fits', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(library)),
      fc.nat({ max: 9 }),
      fc.double({ min: 0, max: 1e300, noNaN: true }),
      fc.double({ min: 1e-9, max: 1, noNaN: true }),
      (estimator, innerSteps, stepSize, discount) => {
        expect(() => {
          checkAlgorithm(misfit({ estimator, innerSteps, stepSize, discount }));
        }).not.toThrow();
      },
    ),
  );
});
