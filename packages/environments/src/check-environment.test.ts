import { checkEnvironment } from './check-environment';
import { tabularEnvironment } from './tabular';

const environment = tabularEnvironment({
  initial: [1],
  transitions: [[[1]]],
  rewards: [[0.5]],
  horizon: 2,
});

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['observationSpace: expected a record, found nothing', { observationSpace: undefined }],
  ['actionSpace: expected a record, found nothing', { actionSpace: undefined }],
  ['actionSpace: high: expected a list, found nothing', { actionSpace: { kind: 'box', low: [0] } }],
  ['reset: expected a function, found nothing', { reset: undefined }],
  ['observe: expected a function, found 3', { observe: 3 }],
  ['step: expected a function, found nothing', { step: undefined }],
  ['horizon: expected a number, found nothing', { horizon: undefined }],
  ['horizon: expected a whole number from 1 on, found -1', { horizon: -1 }],
  ['horizon: expected a whole number from 1 on, found 1.5', { horizon: 1.5 }],
  ['horizon: expected a whole number from 1 on, found NaN', { horizon: NaN }],
])('refuses a misfit: %s', (message, fields) => {
  expect(() => {
    checkEnvironment({ ...environment, ...fields });
  }).toThrow(new RangeError(`environment: ${message}`));
});

it('takes an environment', () => {
  expect(() => {
    checkEnvironment(environment);
  }).not.toThrow();
});
