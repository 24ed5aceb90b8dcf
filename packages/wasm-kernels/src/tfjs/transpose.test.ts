import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { any, installed, useWasm, values } from '../testing/kernels';

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

const permutations = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    perm: fc.shuffledSubarray(
      shape.map((_, i) => i),
      { minLength: shape.length },
    ),
    x: values(any, product(shape)),
  }),
);

/** Matrices around the blocks of 16 rows and 4 columns. */
const matrices = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 21 })).chain((shape) =>
  fc.record({
    shape: fc.constant([...shape]),
    perm: fc.constant<number[]>([1, 0]),
    x: values(any, product(shape)),
  }),
);

const run = (x: Float32Array, shape: number[], perm: number[]) =>
  tf.tidy(() => {
    const result = tf.transpose(tf.tensor(x, shape), perm);
    return { shape: result.shape, values: Array.from(result.dataSync()) };
  });

describe('the transpose of tfjs', () => {
  beforeAll(useWasm);

  it('is the stock result, whatever the permutation', () => {
    fc.assert(
      fc.property(permutations, ({ shape, perm, x }) => {
        expect(installed(() => run(x, shape, perm))).toEqual(run(x, shape, perm));
      }),
    );
  });

  it('of a matrix has its rows as columns', () => {
    fc.assert(
      fc.property(matrices, ({ shape: [rows, columns], perm, x }) => {
        const expected = Array.from(x, (_, i) => x[(i % rows) * columns + Math.floor(i / rows)]);
        expect(installed(() => run(x, [rows, columns], perm))).toEqual({
          shape: [columns, rows],
          values: expected,
        });
      }),
    );
  });

  it('leaves integers to the stock kernel', () => {
    const use = () => tf.tidy(() => tf.transpose(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32')).dataSync());
    expect([...installed(use)]).toEqual([1, 3, 2, 4]);
  });
});
