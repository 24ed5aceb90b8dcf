import { estimate } from './returns';

it('is the mean with its standard error', () => {
  // Deviation of 1, 2, 3, 6 is √(14/3); the standard error divides it by √4.
  expect(estimate([1, 2, 3, 6])).toEqual({ mean: 3, stderr: Math.sqrt(14 / 3 / 4) });
  expect(estimate([5])).toEqual({ mean: 5, stderr: 0 });
});
