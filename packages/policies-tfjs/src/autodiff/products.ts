import * as tf from '@tensorflow/tfjs-core';
import { unbroadcast } from './derivative';
import type { Differentiables } from './derivative';

/** What mixes the elements of whole rows. */
export const productDerivatives: Differentiables = {
  [tf.BatchMatMul]: {
    operations: ['matMul', 'dot', 'outerProduct'],
    derivative: ({ inputs: { a, b }, attributes, cotangents: [dy] }) => {
      const [transposeA, transposeB] = [attributes.transposeA === true, attributes.transposeB === true];
      return {
        a: () =>
          unbroadcast(
            transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB),
            a.shape,
          ),
        b: () =>
          unbroadcast(
            transposeB ? tf.matMul(dy, a, true, transposeA) : tf.matMul(a, dy, !transposeA, false),
            b.shape,
          ),
      };
    },
  },
  [tf.Softmax]: {
    operations: ['softmax'],
    derivative: ({ inputs: { logits }, attributes: { dim }, cotangents: [dy] }) => ({
      // p_i (dy_i − Σ_j dy_j p_j)
      logits: () => {
        const p = tf.softmax(logits, Number(dim));
        return tf.mul(p, tf.sub(dy, tf.sum(tf.mul(dy, p), Number(dim), true)));
      },
    }),
  },
};
