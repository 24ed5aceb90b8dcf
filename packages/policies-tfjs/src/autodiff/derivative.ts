import * as tf from '@tensorflow/tfjs-core';

/**
 * One run of a kernel: what it was given, and ∂y/∂(each of its outputs) for the y that is
 * differentiated.
 */
export interface KernelRun {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly attributes: tf.NamedAttrMap;
  readonly cotangents: readonly tf.Tensor[];
}

/** ∂y/∂(each float input) by the chain rule; only those that are asked for are computed. */
export type Derivative = (run: KernelRun) => Readonly<Record<string, () => tf.Tensor>>;

/** A kernel's derivative, and the functions of tfjs that run the kernel. */
export interface Differentiable {
  readonly operations: readonly string[];
  readonly derivative: Derivative;
}

/** By the names of kernels. */
export type Differentiables = Readonly<Record<string, Differentiable>>;

type Attribute = tf.NamedAttrMap[string];

/** An attribute that is one whole number or a list of them. */
export const integers = (attribute: Attribute): number[] =>
  Array.isArray(attribute) ? attribute.map(Number) : [Number(attribute)];

/** The axes of x that a reduction names, counted from the front; no name means all. */
export const axesOf = (x: tf.Tensor, axis: Attribute | undefined): number[] =>
  axis == null ? x.shape.map((_, i) => i) : tf.util.parseAxisParam(integers(axis), x.shape);

/** The one axis of x that an attribute names, counted from the front. */
export const axisOf = (x: tf.Tensor, axis: Attribute): number => axesOf(x, axis)[0];

/** The shape of x with the reduced axes kept at length one. */
export const keptShape = (x: tf.Tensor, axes: readonly number[]): number[] =>
  x.shape.map((length, i) => (axes.includes(i) ? 1 : length));

/** Sums what broadcasting repeated, so that the derivative has its operand's shape. */
export const unbroadcast = (dy: tf.Tensor, shape: number[]): tf.Tensor => {
  const axes = tf.broadcast_util.getReductionAxes(shape, dy.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(dy, axes) : dy, shape);
};

/** One where a condition holds, zero elsewhere. */
export const indicator = (condition: tf.Tensor): tf.Tensor => tf.cast(condition, 'float32');
