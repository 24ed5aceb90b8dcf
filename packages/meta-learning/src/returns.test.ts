import { estimate } from './returns';

it('is the mean with its standard error', () => {
  // Deviation of 1, 2, 3, 6 is √(14/3); the standard error divides it by √4.
  expect(estimate([1, 2, 3, 6])).toEqual({ mean: 3, stderr: Math.sqrt(14 / 3 / 4) });
});

it('is a mean alone for a single number, and nothing for none', () => {
  expect(estimate([5])).toEqual({ mean: 5, stderr: null });
  expect(() => estimate([])).toThrow(new RangeError('estimate: expected at least one number, found none'));
});
