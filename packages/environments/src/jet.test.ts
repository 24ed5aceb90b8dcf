import { constant, exponential, multiple, product, total, variable, type Jet } from './jet';

/** f(x, y) = x² y + 3 e^{xy} − 2 at (0.5, −1.5) */
const f = (x: number, y: number): Jet => {
  const [a, b] = [variable(x, 0, 2), variable(y, 1, 2)];
  return total([product(product(a, a), b), multiple(3, exponential(product(a, b))), constant(-2, 2)], 2);
};

it('has the derivatives of a polynomial and an exponential', () => {
  const [x, y] = [0.5, -1.5];
  const e = Math.exp(x * y);
  const { value, gradient, hessian } = f(x, y);
  expect(value).toBeCloseTo(x * x * y + 3 * e - 2, 14);
  expect(gradient[0]).toBeCloseTo(2 * x * y + 3 * y * e, 14);
  expect(gradient[1]).toBeCloseTo(x * x + 3 * x * e, 14);
  expect(hessian[0]).toBeCloseTo(2 * y + 3 * y * y * e, 14);
  expect(hessian[1]).toBeCloseTo(2 * x + 3 * (1 + x * y) * e, 14);
  expect(hessian[2]).toBe(hessian[1]);
  expect(hessian[3]).toBeCloseTo(3 * x * x * e, 14);
});
