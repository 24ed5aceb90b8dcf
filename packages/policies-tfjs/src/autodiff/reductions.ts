import * as tf from '@tensorflow/tfjs-core';
import { axesOf, axisOf, indicator, keptShape } from './derivative';
import type { Differentiables, KernelRun } from './derivative';

type Axes = (attributes: KernelRun['attributes']) => tf.NamedAttrMap[string];

/**
 * Of a function of all elements along some axes: dy, repeated along them, times the slope by each
 * element.
 */
const reduction = (operation: string, axis: Axes, slope: (x: tf.Tensor, axes: number[]) => tf.Tensor) => ({
  operations: [operation],
  derivative: ({ inputs: { x }, attributes, cotangents: [dy] }: KernelRun) => ({
    x: () => {
      const axes = axesOf(x, axis(attributes));
      return tf.mul(tf.reshape(dy, keptShape(x, axes)), slope(x, axes));
    },
  }),
});

/**
 * One where x attains its extreme along the axes, shared equally between all that do; zero
 * elsewhere.
 */
const share = (x: tf.Tensor, extreme: tf.Tensor, axes: number[]): tf.Tensor => {
  const attained = indicator(tf.equal(x, extreme));
  return tf.div(attained, tf.sum(attained, axes, true));
};

const count = (x: tf.Tensor, axes: readonly number[]): number =>
  axes.reduce((product, axis) => product * x.shape[axis], 1);

/**
 * Functions of whole axes. All elements that attain a maximum or minimum share its slope equally.
 */
export const reductionDerivatives: Differentiables = {
  [tf.Cumsum]: {
    operations: ['cumsum'],
    derivative: ({ inputs: { x }, attributes: { axis, exclusive, reverse }, cotangents: [dy] }) => ({
      x: () => tf.cumsum(dy, axisOf(x, axis), exclusive === true, reverse !== true),
    }),
  },
  [tf.Max]: reduction(
    'max',
    ({ reductionIndices }) => reductionIndices,
    (x, axes) => share(x, tf.max(x, axes, true), axes),
  ),
  [tf.Mean]: reduction(
    'mean',
    ({ axis }) => axis,
    (x, axes) => tf.fill(x.shape, 1 / count(x, axes)),
  ),
  [tf.Min]: reduction(
    'min',
    ({ axis }) => axis,
    (x, axes) => share(x, tf.min(x, axes, true), axes),
  ),
  [tf.Sum]: reduction(
    'sum',
    ({ axis }) => axis,
    (x) => tf.ones(x.shape),
  ),
};
