import * as tf from '@tensorflow/tfjs-core';

type Gradients = Readonly<Record<string, () => tf.Tensor>>;
type Attributes = Parameters<tf.GradConfig['gradFunc']>[2];

/** A gradient that reads the kernel's *inputs* only. */
const fromInputs = (
  kernelName: string,
  inputsToSave: string[],
  gradients: (dy: tf.Tensor, inputs: tf.Tensor[], attributes: Attributes) => Gradients,
): tf.GradConfig => ({
  kernelName,
  inputsToSave,
  gradFunc: (dy, saved, attributes) => gradients(Array.isArray(dy) ? dy[0] : dy, saved, attributes),
});

/** Of an elementwise function of one input: dy times the derivative at x. */
const elementwise = (kernelName: string, derivative: (x: tf.Tensor) => tf.Tensor): tf.GradConfig =>
  fromInputs(kernelName, ['x'], (dy, [x]) => ({ x: () => tf.mul(dy, derivative(x)) }));

/** Sums what broadcasting repeated, so that the gradient has its operand's shape. */
const unbroadcast = (dy: tf.Tensor, shape: number[]): tf.Tensor => {
  const axes = tf.broadcast_util.getReductionAxes(shape, dy.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(dy, axes) : dy, shape);
};

/** Of an elementwise function of two inputs that broadcast. */
const broadcasting = (
  kernelName: string,
  byA: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  byB: (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
): tf.GradConfig =>
  fromInputs(kernelName, ['a', 'b'], (dy, [a, b]) => ({
    a: () => unbroadcast(byA(dy, a, b), a.shape),
    b: () => unbroadcast(byB(dy, a, b), b.shape),
  }));

const integers = (attribute: Attributes[string]): number[] =>
  Array.isArray(attribute) ? attribute.map(Number) : [Number(attribute)];

const pairs = (attribute: Attributes[string]): [number, number][] =>
  (Array.isArray(attribute) ? attribute : []).map((pair) => {
    const [before, after] = Array.isArray(pair) ? pair.map(Number) : [0, 0];
    return [before, after];
  });

/** The axes of x that a reduction names, counted from the front; no name means all. */
const reducedAxes = (x: tf.Tensor, axis: Attributes[string] | undefined): number[] =>
  axis == null ? x.shape.map((_, i) => i) : tf.util.parseAxisParam(integers(axis), x.shape);

/** The shape of x with the reduced axes kept at length one. */
const keptShape = (x: tf.Tensor, axes: readonly number[]): number[] =>
  x.shape.map((length, i) => (axes.includes(i) ? 1 : length));

const inverse = (permutation: readonly number[]): number[] =>
  permutation.map((_, i) => permutation.indexOf(i));

/** One where x attains its maximum over the axes (shared between ties), zero elsewhere. */
const maximumShare = (x: tf.Tensor, axes: number[]): tf.Tensor => {
  const attained = tf.sub(1, tf.step(tf.sub(tf.max(x, axes, true), x)));
  return tf.div(attained, tf.sum(attained, axes, true));
};

/** a·b, with the operands in the order and transposition that the gradients of a matrix product call for. */
const productGradients = (
  dy: tf.Tensor,
  a: tf.Tensor,
  b: tf.Tensor,
  transposeA: boolean,
  transposeB: boolean,
): Gradients => ({
  a: () => (transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB)),
  b: () => (transposeB ? tf.matMul(dy, a, true, transposeA) : tf.matMul(a, dy, !transposeA, false)),
});

/**
 * Gradients of the operations that log-probabilities are made of, closed under differentiation: each saves inputs
 * only and is built from operations of this list, so gradients of gradients are right to any order. The stock
 * gradients of `Exp`, `Tanh` and `Sigmoid` save their output, which a second differentiation takes for a constant
 * (tensorflow/tfjs#3252).
 */
export const differentiableGradients: readonly tf.GradConfig[] = [
  broadcasting(
    tf.Add,
    (dy) => dy,
    (dy) => dy,
  ),
  broadcasting(
    tf.Sub,
    (dy) => dy,
    (dy) => tf.neg(dy),
  ),
  broadcasting(
    tf.Multiply,
    (dy, _a, b) => tf.mul(dy, b),
    (dy, a) => tf.mul(dy, a),
  ),
  broadcasting(
    tf.RealDiv,
    (dy, _a, b) => tf.div(dy, b),
    (dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b))),
  ),
  fromInputs(tf.Neg, [], (dy) => ({ x: () => tf.neg(dy) })),
  elementwise(tf.Square, (x) => tf.mul(2, x)),
  elementwise(tf.Sqrt, (x) => tf.div(0.5, tf.sqrt(x))),
  elementwise(tf.Exp, (x) => tf.exp(x)),
  elementwise(tf.Log, (x) => tf.div(1, x)),
  elementwise(tf.Tanh, (x) => tf.sub(1, tf.square(tf.tanh(x)))),
  elementwise(tf.Sigmoid, (x) => tf.mul(tf.sigmoid(x), tf.sigmoid(tf.neg(x)))),
  elementwise(tf.Softplus, (x) => tf.sigmoid(x)),
  elementwise(tf.Relu, (x) => tf.step(x)),
  elementwise(tf.Step, (x) => tf.zeros(x.shape)),
  fromInputs(tf.BatchMatMul, ['a', 'b'], (dy, [a, b], { transposeA, transposeB }) =>
    productGradients(dy, a, b, transposeA === true, transposeB === true),
  ),
  fromInputs(tf.Sum, ['x'], (dy, [x], { axis }) => ({
    x: () => tf.mul(tf.reshape(dy, keptShape(x, reducedAxes(x, axis))), tf.ones(x.shape)),
  })),
  fromInputs(tf.Max, ['x'], (dy, [x], { reductionIndices }) => {
    const axes = reducedAxes(x, reductionIndices);
    return { x: () => tf.mul(tf.reshape(dy, keptShape(x, axes)), maximumShare(x, axes)) };
  }),
  fromInputs(tf.Reshape, ['x'], (dy, [x]) => ({ x: () => tf.reshape(dy, x.shape) })),
  fromInputs(tf.ExpandDims, ['input'], (dy, [input]) => ({ input: () => tf.reshape(dy, input.shape) })),
  fromInputs(tf.Transpose, [], (dy, _, { perm }) => ({ x: () => tf.transpose(dy, inverse(integers(perm))) })),
  fromInputs(tf.Slice, ['x'], (dy, [x], { begin, size }) => ({
    x: () => {
      const [starts, sizes] = tf.slice_util.parseSliceParams(x, integers(begin), integers(size));
      return tf.pad(
        dy,
        x.shape.map((length, i): [number, number] => [starts[i], length - starts[i] - sizes[i]]),
      );
    },
  })),
  fromInputs(tf.PadV2, ['x'], (dy, [x], { paddings }) => ({
    x: () =>
      tf.slice(
        dy,
        pairs(paddings).map(([before]) => before),
        x.shape,
      ),
  })),
  fromInputs(tf.Cast, [], (dy) => ({ x: () => dy })),
  fromInputs(tf.Identity, [], (dy) => ({ x: () => tf.cast(dy, 'float32') })),
];
