import { checkDifferentials } from './check-differentials';
import { tabularSoftmax } from './tabular-softmax';

const policy = tabularSoftmax(1, 2);

it.each([
  'weightedScore',
  'weightedScores',
  'directionalDerivative',
  'hessianVectorProduct',
  'curvatureAndScore',
])('refuses a policy without %s', (operation) => {
  const without: Readonly<Record<string, unknown>> = { [operation]: undefined };
  expect(() => {
    checkDifferentials({ ...policy, ...without });
  }).toThrow(new RangeError(`policy: ${operation}: expected a function, found nothing`));
});

it('takes a policy with all of them', () => {
  expect(() => {
    checkDifferentials(policy);
  }).not.toThrow();
});
