import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { any, expectNear, installed, roundoff, smallest, useWasm, values } from '../testing/kernels';

const inputs = fc.integer({ min: 0, max: 70 }).chain((count) => values(any, count));

const run = (operation: (x: tf.Tensor) => tf.Tensor, x: Float32Array) =>
  tf.tidy(() => operation(tf.tensor1d(x)).dataSync());

describe('functions of tfjs', () => {
  beforeAll(useWasm);

  it.each([
    ['tanh', (x: tf.Tensor) => tf.tanh(x), () => 2e-7],
    ['exp', (x: tf.Tensor) => tf.exp(x), (y: number) => 2 * roundoff * y + smallest],
  ])('%s agrees with the stock kernel within rounding', (_, operation, tolerance) => {
    fc.assert(
      fc.property(inputs, (x) => {
        const stock = run(operation, x);
        // −0 and 0 are told apart by none of these.
        const positive = (entries: ArrayLike<number>): number[] => Array.from(entries, (entry) => entry + 0);
        expectNear(positive(installed(() => run(operation, x))), positive(stock), (i) => tolerance(stock[i]));
      }),
    );
  });

  it('keep the shape and leave other types to the stock kernels', () => {
    const shape = installed(() => tf.tidy(() => tf.tanh(tf.zeros([2, 0, 3])).shape));
    expect(shape).toEqual([2, 0, 3]);
    const use = () => tf.tidy(() => tf.exp(tf.tensor1d([-1, 2], 'int32')).dtype);
    expect(installed(use)).toBe(use());
  });
});
