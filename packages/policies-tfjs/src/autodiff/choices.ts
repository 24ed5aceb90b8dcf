import * as tf from '@tensorflow/tfjs-core';
import { axisOf, indicator } from './derivative';
import type { Differentiables } from './derivative';

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/**
 * The derivative of `gather`, a sum over the places that took an element, as a product with
 * indicators: with the batch axes as one (b), those before and after the gathered axis as one each
 * (p, q), n elements and m places, dx[b, p, i, q] = Σ_j dy[b, p, j, q]·[index[b, j] = i].
 */
const scattered = (
  dy: tf.Tensor,
  x: tf.Tensor,
  indices: tf.Tensor,
  axis: number,
  batchDims: number,
): tf.Tensor => {
  const n = x.shape[axis];
  const b = product(x.shape.slice(0, batchDims));
  const p = product(x.shape.slice(batchDims, axis));
  const q = product(x.shape.slice(axis + 1));
  const m = product(indices.shape.slice(batchDims));
  const places = tf.reshape(tf.cast(indices, 'int32'), [b, m, 1]);
  const chosen = indicator(tf.equal(places, tf.range(0, n, 1, 'int32')));
  const rows = tf.reshape(tf.transpose(tf.reshape(dy, [b, p, m, q]), [0, 1, 3, 2]), [b, p * q, m]);
  const columns = tf.reshape(tf.matMul(rows, chosen), [b, p, q, n]);
  return tf.reshape(tf.transpose(columns, [0, 1, 3, 2]), x.shape);
};

/** What takes some elements and leaves others. */
export const choiceDerivatives: Differentiables = {
  [tf.GatherV2]: {
    operations: ['gather'],
    derivative: ({ inputs: { x, indices }, attributes: { axis, batchDims }, cotangents: [dy] }) => ({
      x: () => scattered(dy, x, indices, axisOf(x, axis), Number(batchDims)),
    }),
  },
  [tf.Select]: {
    operations: ['where'],
    derivative: ({ inputs: { condition }, cotangents: [dy] }) => ({
      t: () => tf.where(condition, dy, 0),
      e: () => tf.where(condition, 0, dy),
    }),
  },
};
