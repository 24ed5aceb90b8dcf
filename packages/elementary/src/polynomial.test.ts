import { polynomial } from './polynomial';

it('the polynomial of the coefficients, the constant one first', () => {
  expect(polynomial(2, [1, 0, -3, 5])).toBe(1 - 12 + 40);
  expect(polynomial(7, [])).toBe(0);
});
