import { derivativeAlong, gradient, hessianVector } from './finite-differences';

// f(x, y) = x² y + 3 y: central differences are exact for polynomials of degree two in each
// variable, but for rounding.
const f = ([x, y]: ArrayLike<number> & Iterable<number>): number => x * x * y + 3 * y;
const at = (theta: ArrayLike<number>): number => f(Array.from(theta));
const theta = [2, -1];

it('gradient is (2xy, x² + 3)', () => {
  const [x, y] = gradient(at, 1e-3)(theta);
  expect(x).toBeCloseTo(-4, 9);
  expect(y).toBeCloseTo(7, 9);
});

it('hessianVector is (2y v + 2x w, 2x v)', () => {
  const [x, y] = hessianVector(at, 1e-3)(theta, [1, 0.5]);
  expect(x).toBeCloseTo(-2 + 2, 7);
  expect(y).toBeCloseTo(4, 7);
});

it('derivativeAlong differentiates each number of what f gives', () => {
  const parts = (x: ArrayLike<number>) => [x[0] * x[1], 5 * x[0], 7];
  const [product, line, constant] = derivativeAlong(parts, 1e-3)(theta, [3, 2]);
  expect(product).toBeCloseTo(3 * -1 + 2 * 2, 9);
  expect(line).toBeCloseTo(15, 9);
  expect(constant).toBe(0);
});

it('the error falls like h²: h²/6 f‴ for a cube', () => {
  const cube = ([x]: ArrayLike<number> & Iterable<number>) => x * x * x;
  for (const h of [0.1, 0.01]) {
    const [slope] = gradient((x) => cube(Array.from(x)), h)([1]);
    expect(slope - 3).toBeCloseTo(h * h, 12);
  }
});
