import { tabularSoftmax } from '@sgmrl/policies';
import { advantagesOver, linearFeatureBaseline, rewardToGo, scaledByState } from '@sgmrl/rollouts';
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
  innerWeights: rewardToGo,
  outerWeights: advantagesOver(linearFeatureBaseline, 1),
};

/** The algorithm as a program without types might make it. */
const misfit = (fields: Readonly<Record<string, unknown>>): Algorithm => ({ ...algorithm, ...fields });

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['innerSteps: expected an integer from 0, found -1', { innerSteps: -1 }],
  [
    'algorithm: learningRate: expected no field but estimator, names, shrinkageFactor, innerSteps, stepSize, discount, metaBatchSize, trajectories, evaluationTrajectories, innerWeights, outerWeights, found 1',
    { learningRate: 1 },
  ],
  [
    `algorithm: jacobian: expected it as a term in the field estimator, 'maml' with the full Jacobian, 'fomaml' with the identity, found "identity"`,
    { jacobian: 'identity' },
  ],
  [
    `algorithm: debiasing: expected it as a term in the field estimator, such as sum('curvature', 'algorithm-1'), found "algorithm-1"`,
    { debiasing: 'algorithm-1' },
  ],
  ['weights: fit: expected a function, found nothing', { innerWeights: { ...rewardToGo, fit: undefined } }],
  ['weights: expected a scale above 0, found state', { outerWeights: scaledByState(rewardToGo) }],
  ['term: sum: by: expected no field but op, of, found 2', { estimator: { op: 'sum', of: [], by: 2 } }],
  ['term: pairs: by: expected no field but op, of, found 2', { estimator: { op: 'pairs', of: [], by: 2 } }],
  [
    'term: window: by: expected no field but op, factor, of, found 2',
    { estimator: { op: 'window', factor: 1, of: 'dice', by: 2 } },
  ],
  [
    'term: last: of: expected no field but op, at, before, found "dice"',
    { estimator: { op: 'last', at: 'dice', before: 'dice', of: 'dice' } },
  ],
  [
    'term: times: factor: expected no field but op, by, of, found 1',
    { estimator: { op: 'times', by: 1, of: 'dice', factor: 1 } },
  ],
  ...(['centred', 'transpose', 'unchained'] as const).map(
    (op): [string, Readonly<Record<string, unknown>>] => [
      `term: ${op}: by: expected no field but op, of, found 2`,
      { estimator: { op, of: 'dice', by: 2 } },
    ],
  ),
  [
    'term: pairs: with: expected itself, past or future, found present',
    { estimator: { op: 'pairs', of: [{ with: 'present' }] } },
  ],
  [
    'term: pairs: weight: expected own or other, found mine',
    { estimator: { op: 'pairs', of: [{ with: 'past', weight: 'mine', fades: false }] } },
  ],
  [
    'term: pairs: fades: expected true or false, found undefined',
    { estimator: { op: 'pairs', of: [{ with: 'past', weight: 'own' }] } },
  ],
  [
    'term: pairs: fades: expected no field but with, found true',
    { estimator: { op: 'pairs', of: [{ with: 'itself', fades: true }] } },
  ],
  ['term: pairs: of: expected a record, found "itself"', { estimator: { op: 'pairs', of: ['itself'] } }],
  ['names: terms: expected a record, found nothing', { names: { leaves: {} } }],
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
    'weights: expected a weighting, which fromWeightsSpec makes of plain data, found kind reward-to-go',
    { innerWeights: { kind: 'reward-to-go' } },
  ],
])('refuses a misfit: %s', (message, fields) => {
  const expected = new RangeError(message);
  const wrong = misfit(fields);
  expect(() => {
    checkAlgorithm(wrong);
  }).toThrow(expected);
});

const policy = tabularSoftmax(1, 2);

it.each<[string, Readonly<Record<string, unknown>>]>([
  [
    'settings: gamma: expected no field but estimator, names, shrinkageFactor, innerSteps, stepSize, discount, metaBatchSize, trajectories, evaluationTrajectories, innerWeights, outerWeights, found 1',
    { gamma: 1 },
  ],
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
  const wrong = misfit({ outerWeights: { ...rewardToGo, facts: 1 } });
  const expected = new RangeError('weights: facts: expected a function, found 1');
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
