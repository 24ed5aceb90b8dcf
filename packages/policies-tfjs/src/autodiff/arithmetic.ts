import * as tf from '@tensorflow/tfjs-core';
import { indicator, unbroadcast } from './derivative';
import type { Differentiables, KernelRun } from './derivative';

type Slope = (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Of y = f(a, b), element by element, with shapes that broadcast. */
const broadcasting = (operation: string, byA: Slope, byB: Slope) => ({
  operations: [operation],
  derivative: ({ inputs: { a, b }, cotangents: [dy] }: KernelRun) => ({
    a: () => unbroadcast(byA(dy, a, b), a.shape),
    b: () => unbroadcast(byB(dy, a, b), b.shape),
  }),
});

/** One where a exceeds b, ½ where they are equal, zero elsewhere. */
const greaterShare = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
  tf.mul(0.5, tf.add(indicator(tf.greater(a, b)), indicator(tf.greaterEqual(a, b))));

/** b·a^(b−1), which is 0 for b = 0 at a = 0 too. */
const powerSlope = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => {
  const constant = indicator(tf.logicalAnd(tf.equal(a, 0), tf.equal(b, 0)));
  return tf.mul(b, tf.pow(a, tf.add(tf.sub(b, 1), constant)));
};

/** a^b log a, and 0 where a is not positive. */
const exponentSlope = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => {
  const positive = tf.greater(a, 0);
  return tf.mul(tf.mul(tf.pow(a, b), tf.log(tf.where(positive, a, 1))), indicator(positive));
};

const squares = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.add(tf.square(a), tf.square(b));

/** Functions of two elements. Equal operands of maximum and minimum share the slope, ½ each. */
export const arithmeticDerivatives: Differentiables = {
  [tf.Add]: broadcasting(
    'add',
    (dy) => dy,
    (dy) => dy,
  ),
  [tf.AddN]: {
    operations: ['addN'],
    derivative: ({ inputs, cotangents: [dy] }) =>
      Object.fromEntries(Object.keys(inputs).map((name) => [name, () => dy])),
  },
  [tf.Atan2]: broadcasting(
    'atan2',
    (dy, a, b) => tf.mul(dy, tf.div(b, squares(a, b))),
    (dy, a, b) => tf.mul(dy, tf.neg(tf.div(a, squares(a, b)))),
  ),
  [tf.Maximum]: broadcasting(
    'maximum',
    (dy, a, b) => tf.mul(dy, greaterShare(a, b)),
    (dy, a, b) => tf.mul(dy, greaterShare(b, a)),
  ),
  [tf.Minimum]: broadcasting(
    'minimum',
    (dy, a, b) => tf.mul(dy, greaterShare(b, a)),
    (dy, a, b) => tf.mul(dy, greaterShare(a, b)),
  ),
  [tf.Multiply]: broadcasting(
    'mul',
    (dy, _a, b) => tf.mul(dy, b),
    (dy, a) => tf.mul(dy, a),
  ),
  [tf.Pow]: broadcasting(
    'pow',
    (dy, a, b) => tf.mul(dy, powerSlope(a, b)),
    (dy, a, b) => tf.mul(dy, exponentSlope(a, b)),
  ),
  [tf.Prelu]: {
    operations: ['prelu'],
    derivative: ({ inputs: { x, alpha }, cotangents: [dy] }) => {
      const positive = tf.step(x);
      const negative = tf.sub(1, positive);
      return {
        x: () => unbroadcast(tf.mul(dy, tf.add(positive, tf.mul(negative, alpha))), x.shape),
        alpha: () => unbroadcast(tf.mul(dy, tf.mul(negative, x)), alpha.shape),
      };
    },
  },
  [tf.RealDiv]: broadcasting(
    'div',
    (dy, _a, b) => tf.div(dy, b),
    (dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b))),
  ),
  [tf.SquaredDifference]: broadcasting(
    'squaredDifference',
    (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(a, b))),
    (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(b, a))),
  ),
  [tf.Sub]: broadcasting(
    'sub',
    (dy) => dy,
    (dy) => tf.neg(dy),
  ),
};
