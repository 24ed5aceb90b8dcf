import { square } from './square';

it('the square is rounded once', () => {
  expect([-3, 0.1, 1e200, 1e-200, NaN].map(square)).toEqual([9, 0.010000000000000002, Infinity, 0, NaN]);
});
