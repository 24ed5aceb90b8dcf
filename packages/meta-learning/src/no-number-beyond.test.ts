import { tabularSoftmax } from '@sgmrl/policies';
import { noNumberBeyond } from './no-number-beyond';

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });

it('answers no number where a policy has a limit at parameters that are infinite', () => {
  const policy = tabularSoftmax(1, 2);
  const data = { observations: column([0]), actions: column([1]) };
  expect(policy.logProbability([-Infinity, 0], data)[0]).toBeCloseTo(0);
  const seen = noNumberBeyond(policy);
  expect(seen.logProbability([-Infinity, 0], data)[0]).toBe(NaN);
  expect(seen.weightedScore([-Infinity, 0], data, [1])[0]).toBe(NaN);
  expect(seen.logProbability([1, 0], data)).toEqual(policy.logProbability([1, 0], data));
});
