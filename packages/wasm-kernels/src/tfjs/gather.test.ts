import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { any, installed, useWasm, values } from '../testing/kernels';

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

const sizes = (count: number) => fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: count });

/** x of shape [batch, outer, d, slice] and indices of shape [batch, chosen]. */
const cases = fc
  .record({
    batch: sizes(2),
    outer: sizes(2),
    d: fc.integer({ min: 1, max: 4 }),
    slice: sizes(2),
    chosen: sizes(2),
  })
  .chain((shapes) =>
    fc.record({
      shapes: fc.constant(shapes),
      x: values(any, product([...shapes.batch, ...shapes.outer, shapes.d, ...shapes.slice])),
      indices: fc.array(fc.nat(shapes.d - 1), {
        minLength: product([...shapes.batch, ...shapes.chosen]),
        maxLength: product([...shapes.batch, ...shapes.chosen]),
      }),
      fromTheEnd: fc.boolean(),
    }),
  );

/** y[b, o, m, s] = x[b, o, indices[b, m], s] */
const gathered = (
  x: ArrayLike<number>,
  indices: readonly number[],
  [batch, outer, d, slice, chosen]: readonly number[],
): number[] =>
  Array.from({ length: batch * outer * chosen * slice }, (_, i) => {
    const s = i % slice;
    const m = Math.floor(i / slice) % chosen;
    const bo = Math.floor(i / (slice * chosen));
    return x[(bo * d + indices[Math.floor(bo / outer) * chosen + m]) * slice + s];
  });

describe('the gather of tfjs', () => {
  beforeAll(useWasm);

  it('takes from each entry of the batch what its own indices say', () => {
    fc.assert(
      fc.property(cases, ({ shapes: { batch, outer, d, slice, chosen }, x, indices, fromTheEnd }) => {
        const shape = [...batch, ...outer, d, ...slice];
        const axis = batch.length + outer.length - (fromTheEnd ? shape.length : 0);
        const batchDims = batch.length - (fromTheEnd && chosen.length > 0 ? batch.length + chosen.length : 0);
        const found = installed(() =>
          tf.tidy(() => {
            const places = tf.tensor(indices, [...batch, ...chosen], 'int32');
            const y = tf.gather(tf.tensor(x, shape), places, axis, batchDims);
            return { shape: y.shape, values: Array.from(y.dataSync()) };
          }),
        );
        expect(found).toEqual({
          shape: [...batch, ...outer, ...chosen, ...slice],
          values: gathered(x, indices, [batch, outer, [d], slice, chosen].map(product)),
        });
      }),
    );
  });

  it('takes whole numbers and truth values too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -99, max: 2 ** 31 - 1 }), { minLength: 6, maxLength: 6 }),
        (x) => {
          const places = [[1], [0], [1]];
          const [whole, truth] = installed(() =>
            tf.tidy(() =>
              [tf.tensor2d(x, [3, 2], 'int32'), tf.tensor2d(x.map(Number.isFinite), [3, 2], 'bool')].map(
                (t) => {
                  const y = tf.gather(t, places, 1, 1);
                  return { dtype: y.dtype, values: Array.from(y.dataSync()) };
                },
              ),
            ),
          );
          expect(whole).toEqual({ dtype: 'int32', values: [x[1], x[2], x[5]] });
          expect(truth).toEqual({ dtype: 'bool', values: [1, 1, 1] });
        },
      ),
    );
  });

  it('has no elements where there is nothing to take', () => {
    const shapes = installed(() =>
      tf.tidy(() => [
        tf.gather(tf.zeros([0, 3]), tf.tensor1d([0, 1], 'int32'), 1).shape,
        tf.gather(tf.zeros([0, 3]), tf.zeros([0, 1], 'int32'), 1, 1).shape,
        tf.gather(tf.zeros([2, 3]), tf.zeros([2, 0], 'int32'), 1, 1).shape,
      ]),
    );
    expect(shapes).toEqual([
      [0, 2],
      [0, 1],
      [2, 0],
    ]);
  });

  it.each([-1, 3])('rejects the index %d of three as the stock kernel does', (index) => {
    const call = (batchDims: number) => () =>
      tf.tidy(() => tf.gather(tf.zeros([1, 3]), tf.tensor2d([index], [1, 1], 'int32'), 1, batchDims));
    const message = `GatherV2: the index value ${index} is not in [0, 2]`;
    expect(call(0)).toThrow(message);
    expect(() => installed(call(0))).toThrow(message);
    expect(() => installed(call(1))).toThrow(message);
  });

  it('rejects batches that do not fit', () => {
    const call = () => tf.tidy(() => tf.gather(tf.zeros([2, 3]), tf.zeros([3, 1], 'int32'), 1, 1));
    expect(() => installed(call)).toThrow('should be equal to');
  });
});
