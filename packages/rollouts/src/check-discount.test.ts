import { checkDiscount } from './check-discount';

it.each([0.01, 0.99, 1])('takes %p', (discount) => {
  expect(() => {
    checkDiscount(discount);
  }).not.toThrow();
});

it.each([0, -0.5, 1.01, NaN, Infinity])('refuses %p', (discount) => {
  expect(() => {
    checkDiscount(discount);
  }).toThrow(new RangeError(`discount: expected a number above 0, at most 1, found ${String(discount)}`));
});
