import * as tf from '@tensorflow/tfjs-core';

type Gradients = Readonly<Record<string, () => tf.Tensor>>;

/**
 * A gradient that keeps what went in, never what came out: the second derivative of one that keeps
 * the latter is wrong.
 */
const gradient = (
  kernelName: string,
  inputsToSave: string[],
  gradients: (dy: tf.Tensor, saved: tf.Tensor[], attributes: Parameters<tf.GradFunc>[2]) => Gradients,
): tf.GradConfig => ({
  kernelName,
  inputsToSave,
  gradFunc: (dy, saved, attributes) => gradients(Array.isArray(dy) ? dy[0] : dy, saved, attributes),
});

/** Sums over the axes along which an operand was repeated. */
const summedTo = (dy: tf.Tensor, shape: number[]): tf.Tensor => {
  const axes = tf.broadcast_util.getReductionAxes(shape, dy.shape);
  return axes.length === 0 ? dy : tf.reshape(tf.sum(dy, axes), shape);
};

/** The shape of x with the axes that were summed over kept at length one. */
const keptShape = (x: tf.Tensor, axis: unknown): number[] => {
  const named = Array.isArray(axis)
    ? axis.map(Number)
    : axis == null
      ? x.shape.map((_, i) => i)
      : [Number(axis)];
  const axes = tf.util.parseAxisParam(named, x.shape);
  return x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
};

/**
 * The gradients of the operations that the stock program uses, those of the tfjs library but for
 * `Tanh` and `Exp`, which there keep their output (tensorflow/tfjs#3252).
 */
export const gradients: readonly tf.GradConfig[] = [
  gradient(tf.Add, ['a', 'b'], (dy, [a, b]) => ({
    a: () => summedTo(dy, a.shape),
    b: () => summedTo(dy, b.shape),
  })),
  gradient(tf.Sub, ['a', 'b'], (dy, [a, b]) => ({
    a: () => summedTo(dy, a.shape),
    b: () => summedTo(tf.neg(dy), b.shape),
  })),
  gradient(tf.Multiply, ['a', 'b'], (dy, [a, b]) => ({
    a: () => summedTo(tf.mul(dy, b), a.shape),
    b: () => summedTo(tf.mul(dy, a), b.shape),
  })),
  gradient(tf.Neg, [], (dy) => ({ x: () => tf.neg(dy) })),
  gradient(tf.Square, ['x'], (dy, [x]) => ({ x: () => tf.mul(dy, tf.mul(2, x)) })),
  gradient(tf.Exp, ['x'], (dy, [x]) => ({ x: () => tf.mul(dy, tf.exp(x)) })),
  gradient(tf.Tanh, ['x'], (dy, [x]) => ({ x: () => tf.mul(tf.sub(1, tf.square(tf.tanh(x))), dy) })),
  gradient(tf.Reshape, ['x'], (dy, [x]) => ({ x: () => tf.reshape(dy, x.shape) })),
  gradient(tf.Cast, [], (dy) => ({ x: () => dy })),
  gradient(tf.Sum, ['x'], (dy, [x], attributes) => ({
    x: () => tf.mul(tf.reshape(dy, keptShape(x, attributes['axis'])), tf.ones(x.shape)),
  })),
  gradient(tf.BatchMatMul, ['a', 'b'], (dy, [a, b], { transposeA, transposeB }) => ({
    a: () =>
      transposeA === true
        ? tf.matMul(b, dy, transposeB === true, true)
        : tf.matMul(dy, b, false, transposeB !== true),
    b: () =>
      transposeB === true
        ? tf.matMul(dy, a, true, transposeA === true)
        : tf.matMul(a, dy, transposeA !== true, false),
  })),
];
