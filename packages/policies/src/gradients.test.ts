import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from './test-support/backend';
import { distance } from './test-support/finite-differences';

beforeAll(startBackend);

const row = (x: readonly number[]) => tf.tensor1d([...x]);
const read = (f: () => tf.Tensor): Float64Array => Float64Array.from(tf.tidy(() => f().dataSync()));

/** An elementwise f with its first and second derivative in float64. */
const elementwise: readonly (readonly [
  string,
  (x: tf.Tensor) => tf.Tensor,
  (x: number) => number,
  (x: number) => number,
])[] = [
  ['neg', tf.neg, () => -1, () => 0],
  ['square', tf.square, (x) => 2 * x, () => 2],
  ['sqrt', tf.sqrt, (x) => 0.5 / Math.sqrt(x), (x) => -0.25 * x ** -1.5],
  ['exp', tf.exp, Math.exp, Math.exp],
  ['log', tf.log, (x) => 1 / x, (x) => -1 / (x * x)],
  ['tanh', tf.tanh, (x) => 1 - Math.tanh(x) ** 2, (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)],
  ['sigmoid', tf.sigmoid, (x) => sigma(x) * sigma(-x), (x) => sigma(x) * sigma(-x) * (1 - 2 * sigma(x))],
  ['softplus', tf.softplus, (x) => sigma(x), (x) => sigma(x) * sigma(-x)],
  ['relu', (x) => tf.relu(tf.sub(x, 1)), (x) => (x > 1 ? 1 : 0), () => 0],
  [
    'division',
    (x) => tf.div(x, tf.add(1, tf.square(x))),
    (x) => (1 - x * x) / (1 + x * x) ** 2,
    (x) => (2 * x * (x * x - 3)) / (1 + x * x) ** 3,
  ],
  ['cast and clone', (x) => tf.square(tf.clone(tf.cast(x, 'float32'))), (x) => 2 * x, () => 2],
];

const sigma = (x: number): number => 1 / (1 + Math.exp(-x));
const points = [0.3, 0.7, 1.6, 2.9];

describe.each(elementwise)('the gradient of %s', (_, f, first, second) => {
  const gradient = (x: tf.Tensor) => tf.grad((y) => tf.sum(f(y)))(x);

  it('is its derivative', () => {
    expect(
      distance(
        read(() => gradient(row(points))),
        points.map(first),
      ),
    ).toBeLessThan(2e-6);
  });

  // Inside x·f'(x), as in a larger expression, where the stock gradients go wrong without a word
  it('has a gradient that is right too', () => {
    const got = read(() => tf.grad((x) => tf.sum(tf.mul(x, gradient(x))))(row(points)));
    expect(
      distance(
        got,
        points.map((x) => first(x) + x * second(x)),
      ),
    ).toBeLessThan(5e-6);
  });
});

it('gets the second derivative of tanh², −0.12 at 0.7, where the stock gradients say 0.81', () => {
  const second = read(() => tf.grad((x) => tf.grad((y) => tf.square(tf.tanh(y)))(x))(tf.scalar(0.7)));
  const t = Math.tanh(0.7);
  expect(second[0]).toBeCloseTo(2 * (1 - t * t) ** 2 - 4 * t * t * (1 - t * t), 5);
});

/**
 * Each f maps a 2×3 matrix to a tensor; q(x) = Σ f(x)² is compared along random lines: its gradient by central
 * differences of q, the gradient's own derivative by central differences of the gradient. In float32 with |q| ≤ 100 and
 * h = 0.02, rounding gives 100·6e−8/0.02 = 3e−4 and truncation h²/6 times a third derivative of at most about 10.
 */
const structural: readonly (readonly [string, (x: tf.Tensor2D) => tf.Tensor])[] = [
  ['sum over an axis', (x) => tf.sum(tf.square(x), 1)],
  ['sum keeping dimensions', (x) => tf.mul(x, tf.sum(x, 0, true))],
  ['sum over a negative axis', (x) => tf.sum(tf.tanh(x), -1)],
  ['reshape', (x) => tf.matMul(tf.reshape(x, [3, 2]), x)],
  ['transpose', (x) => tf.mul(tf.transpose(x), tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]))],
  ['expandDims', (x) => tf.mul(tf.expandDims(x, 0), tf.square(x))],
  ['slice', (x) => tf.mul(tf.slice(x, [0, 1], [2, -1]), tf.slice(x, [0, 0], [-1, 2]))],
  ['pad', (x) => tf.mul(tf.pad(tf.square(x), [[1, 0], [0, 2]]), tf.ones([3, 5]))], // prettier-ignore
  ['broadcast addition', (x) => tf.add(tf.square(x), tf.slice(x, [0, 0], [1, 3]))],
  ['broadcast subtraction', (x) => tf.sub(tf.slice(x, [0, 0], [1, 3]), tf.square(x))],
  ['broadcast division', (x) => tf.div(x, tf.add(4, tf.slice(x, [0, 0], [1, 3])))],
  ['matMul', (x) => tf.matMul(x, tf.reshape(tf.square(x), [3, 2]))],
  ['matMul, first transposed', (x) => tf.matMul(x, tf.square(x), true, false)],
  ['matMul, second transposed', (x) => tf.matMul(x, tf.square(x), false, true)],
  ['matMul, both transposed', (x) => tf.matMul(x, tf.reshape(tf.square(x), [3, 2]), true, true)],
  ['max', (x) => tf.mul(tf.max(x, 1, true), x)],
  ['logSumExp', (x) => tf.sub(x, tf.logSumExp(x, 1, true))],
];

describe.each(structural)('the gradient of %s', (_, f) => {
  const x0 = [0.31, -0.42, 0.93, -0.74, 1.15, 0.56];
  const v = [0.5, 0.3, -0.4, 0.2, -0.3, 0.6];
  const at = (t: number) => tf.tensor2d(x0.map((x, i) => x + t * v[i]), [2, 3]); // prettier-ignore
  const q = (x: tf.Tensor) => tf.sum(tf.square(f(tf.reshape(x, [2, 3]))));
  const gradient = (x: tf.Tensor) => tf.grad(q)(x);
  const alongV = (g: tf.Tensor) => tf.sum(tf.mul(g, tf.tensor2d(v, [2, 3])));
  const h = 0.02;

  it('is its derivative', () => {
    const difference = (read(() => q(at(h)))[0] - read(() => q(at(-h)))[0]) / (2 * h);
    expect(read(() => alongV(gradient(at(0))))[0] - difference).toBeCloseTo(0, 2);
  });

  it('has a gradient that is right too', () => {
    const ahead = read(() => gradient(at(h)));
    const behind = read(() => gradient(at(-h)));
    const differences = ahead.map((g, i) => (g - behind[i]) / (2 * h));
    const second = read(() => tf.grad((x) => alongV(gradient(x)))(at(0)));
    expect(distance(second, differences)).toBeLessThan(0.01);
  });
});
