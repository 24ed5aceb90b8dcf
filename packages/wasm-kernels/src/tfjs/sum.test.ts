import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { expectNear, installed, ordinary, roundoff, useWasm, values } from '../testing/kernels';

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

const cases = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axes: fc
      .subarray(shape.map((_, i) => i))
      .chain((some) => fc.shuffledSubarray(some, { minLength: some.length })),
    negative: fc.boolean(),
    keepDims: fc.boolean(),
    x: values(ordinary, product(shape)),
  }),
);

describe('the sum of tfjs', () => {
  beforeAll(useWasm);

  it('agrees with the stock kernel within rounding, whatever the axes', () => {
    fc.assert(
      fc.property(cases, ({ shape, axes, negative, keepDims, x }) => {
        const over = axes.map((axis) => (negative ? axis - shape.length : axis));
        const run = (entries: Float32Array) =>
          tf.tidy(() => {
            const result = tf.sum(tf.tensor(entries, shape), over, keepDims);
            return { shape: result.shape, values: result.dataSync() };
          });
        const [ours, stock] = [installed(() => run(x)), run(x)];
        const sizes = run(x.map(Math.abs)).values;
        expect(ours.shape).toEqual(stock.shape);
        expectNear(ours.values, stock.values, (i) => 2.1 * x.length * roundoff * sizes[i]);
      }),
    );
  });

  it('is taken over all axes if none is named, and is 0 over nothing', () => {
    const [all, none] = installed(() =>
      tf.tidy(() => [tf.sum(tf.ones([3, 5, 2])).dataSync(), tf.sum(tf.zeros([0, 3]), 0).dataSync()]),
    );
    expect([...all]).toEqual([30]);
    expect([...none]).toEqual([0, 0, 0]);
  });

  it('leaves integers to the stock kernel and rejects axes that are not there as it does', () => {
    expect(installed(() => tf.tidy(() => tf.sum(tf.tensor1d([1, 2], 'int32')).dtype))).toBe('int32');
    expect(() => installed(() => tf.tidy(() => tf.sum(tf.zeros([2, 2]), 2)))).toThrow('axis');
  });
});
