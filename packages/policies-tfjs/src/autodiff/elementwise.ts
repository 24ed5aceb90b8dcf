import * as tf from '@tensorflow/tfjs-core';
import { indicator } from './derivative';
import type { Differentiables, KernelRun } from './derivative';

/** Of y = f(x), element by element: dy times f'(x). */
const elementwise = (
  operation: string,
  derivative: (x: tf.Tensor, attributes: KernelRun['attributes']) => tf.Tensor,
) => ({
  operations: [operation],
  derivative: ({ inputs: { x }, attributes, cotangents: [dy] }: KernelRun) => ({
    x: () => tf.mul(dy, derivative(x, attributes)),
  }),
});

/** 1/√(1 − x²) */
const arcSlope = (x: tf.Tensor): tf.Tensor => tf.rsqrt(tf.sub(1, tf.square(x)));

/** exp(min(x, 0)), which is exp x where an exponential unit uses it and finite elsewhere. */
const expOfNegative = (x: tf.Tensor): tf.Tensor => tf.exp(tf.neg(tf.relu(tf.neg(x))));

/** a where x > 0, b elsewhere, for slopes that jump at 0. */
const slopes = (x: tf.Tensor, a: number, b: tf.Tensor | number): tf.Tensor => {
  const positive = tf.step(x);
  return tf.add(tf.mul(positive, a), tf.mul(tf.sub(1, positive), b));
};

/**
 * Functions of single elements. Where there is a kink: the slope at 0 is 0 for relu and relu6, that
 * of the right for abs, that of the left for leakyRelu, prelu and selu; on a bound of clipByValue,
 * and for relu6 at 6, it is 1.
 */
export const elementwiseDerivatives: Differentiables = {
  // From the right at 0, so that |x|², as in a norm, has its second derivative there.
  [tf.Abs]: elementwise('abs', (x) => tf.sub(tf.mul(2, indicator(tf.greaterEqual(x, 0))), 1)),
  [tf.Acos]: elementwise('acos', (x) => tf.neg(arcSlope(x))),
  [tf.Acosh]: elementwise('acosh', (x) => tf.rsqrt(tf.sub(tf.square(x), 1))),
  [tf.Asin]: elementwise('asin', arcSlope),
  [tf.Asinh]: elementwise('asinh', (x) => tf.rsqrt(tf.add(tf.square(x), 1))),
  [tf.Atan]: elementwise('atan', (x) => tf.reciprocal(tf.add(tf.square(x), 1))),
  [tf.Atanh]: elementwise('atanh', (x) => tf.reciprocal(tf.sub(1, tf.square(x)))),
  [tf.ClipByValue]: elementwise('clipByValue', (x, { clipValueMin, clipValueMax }) =>
    indicator(tf.logicalAnd(tf.greaterEqual(x, Number(clipValueMin)), tf.lessEqual(x, Number(clipValueMax)))),
  ),
  [tf.Cos]: elementwise('cos', (x) => tf.neg(tf.sin(x))),
  [tf.Cosh]: elementwise('cosh', (x) => tf.sinh(x)),
  [tf.Elu]: elementwise('elu', expOfNegative),
  [tf.Erf]: elementwise('erf', (x) => tf.mul(2 / Math.sqrt(Math.PI), tf.exp(tf.neg(tf.square(x))))),
  [tf.Exp]: elementwise('exp', (x) => tf.exp(x)),
  [tf.Expm1]: elementwise('expm1', (x) => tf.exp(x)),
  [tf.LeakyRelu]: elementwise('leakyRelu', (x, { alpha }) => slopes(x, 1, Number(alpha))),
  [tf.Log]: elementwise('log', (x) => tf.reciprocal(x)),
  [tf.Log1p]: elementwise('log1p', (x) => tf.reciprocal(tf.add(1, x))),
  [tf.Neg]: elementwise('neg', () => tf.scalar(-1)),
  [tf.Reciprocal]: elementwise('reciprocal', (x) => tf.neg(tf.reciprocal(tf.square(x)))),
  [tf.Relu]: elementwise('relu', (x) => tf.step(x)),
  [tf.Relu6]: elementwise('relu6', (x) => tf.mul(tf.step(x), indicator(tf.lessEqual(x, 6)))),
  [tf.Rsqrt]: elementwise('rsqrt', (x) => tf.mul(-0.5, tf.div(tf.rsqrt(x), x))),
  [tf.Selu]: elementwise('selu', (x) =>
    slopes(x, tf.backend_util.SELU_SCALE, tf.mul(tf.backend_util.SELU_SCALEALPHA, expOfNegative(x))),
  ),
  [tf.Sigmoid]: elementwise('sigmoid', (x) => tf.mul(tf.sigmoid(x), tf.sigmoid(tf.neg(x)))),
  [tf.Sin]: elementwise('sin', (x) => tf.cos(x)),
  [tf.Sinh]: elementwise('sinh', (x) => tf.cosh(x)),
  [tf.Softplus]: elementwise('softplus', (x) => tf.sigmoid(x)),
  [tf.Sqrt]: elementwise('sqrt', (x) => tf.div(0.5, tf.sqrt(x))),
  [tf.Square]: elementwise('square', (x) => tf.mul(2, x)),
  [tf.Tan]: elementwise('tan', (x) => tf.add(1, tf.square(tf.tan(x)))),
  [tf.Tanh]: elementwise('tanh', (x) => tf.sub(1, tf.square(tf.tanh(x)))),
};
