import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { any, expectSame, installed, useWasm, values } from '../test-helpers';

const shapes = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 3 });

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

interface Operand {
  readonly shape: number[];
  readonly values: Float32Array;
}

const operand = (shape: number[]): fc.Arbitrary<Operand> =>
  values(any, product(shape)).map((entries) => ({ shape, values: entries }));

/** Two operands of equal shape, or one with a scalar, a bias, or another shape that broadcasts. */
const pairs = shapes.chain((shape) =>
  fc
    .constantFrom(
      shape,
      [],
      shape.map(() => 1),
      shape.slice(-1),
      shape.map((size, i) => (i === 0 ? 1 : size)),
    )
    .chain((other) => fc.tuple(operand(shape), operand(other), fc.boolean()))
    .map(([x, y, swap]) => (swap ? [y, x] : [x, y])),
);

type Operation = (...tensors: readonly tf.Tensor[]) => tf.Tensor;

const run = (operation: Operation, operands: readonly Operand[]) =>
  tf.tidy(() => {
    const result = operation(...operands.map(({ shape, values: entries }) => tf.tensor(entries, shape)));
    return { shape: result.shape, dtype: result.dtype, values: Array.from(result.dataSync()) };
  });

const binary: readonly (readonly [string, Operation])[] = [
  ['add', (a, b) => tf.add(a, b)],
  ['sub', (a, b) => tf.sub(a, b)],
  ['mul', (a, b) => tf.mul(a, b)],
];

describe('arithmetic of tfjs', () => {
  beforeAll(useWasm);

  it.each(binary)('%s is the stock result bit by bit, whatever is broadcast', (_, operation) => {
    fc.assert(
      fc.property(pairs, (operands) => {
        const [ours, stock] = [installed(() => run(operation, operands)), run(operation, operands)];
        expect(ours).toEqual(stock);
      }),
    );
  });

  it('square is the stock result bit by bit', () => {
    fc.assert(
      fc.property(shapes.chain(operand), (x) => {
        expect(installed(() => run(tf.square, [x]))).toEqual(run(tf.square, [x]));
      }),
    );
  });

  it('leaves integers to the stock kernels', () => {
    const use = () =>
      tf.tidy(() =>
        [tf.add, tf.sub, tf.mul].map((f) =>
          f(tf.tensor1d([7, 8], 'int32'), tf.scalar(2, 'int32')).dataSync(),
        ),
      );
    const found = installed(use);
    expect(found.map((entries) => Array.from(entries))).toEqual([
      [9, 10],
      [5, 6],
      [14, 16],
    ]);
    expectSame(
      installed(() => tf.tidy(() => tf.square(tf.tensor1d([3], 'int32')).dataSync())),
      [9],
    );
  });
});
