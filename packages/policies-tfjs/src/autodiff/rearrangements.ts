import * as tf from '@tensorflow/tfjs-core';
import { axesOf, axisOf, integers } from './derivative';
import type { Derivative, Differentiables } from './derivative';

const back: (name: string) => Derivative =
  (name) =>
  ({ inputs, cotangents: [dy] }) => ({ [name]: () => tf.reshape(dy, inputs[name].shape) });

const inverse = (permutation: readonly number[]): number[] =>
  permutation.map((_, i) => permutation.indexOf(i));

const pairs = (attribute: tf.NamedAttrMap[string]): [number, number][] =>
  (Array.isArray(attribute) ? attribute : []).map((pair) => {
    const [before, after] = Array.isArray(pair) ? pair.map(Number) : [0, 0];
    return [before, after];
  });

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/** Part of a tensor: so many elements along one axis, all along the others. */
const along = (x: tf.Tensor, axis: number, from: number, size: number): tf.Tensor =>
  tf.slice(
    x,
    x.shape.map((_, i) => (i === axis ? from : 0)),
    x.shape.map((length, i) => (i === axis ? size : length)),
  );

/** The sum of the copies that `tile` made, axis by axis. */
const sumOfCopies = (dy: tf.Tensor, shape: readonly number[], repetitions: readonly number[]): tf.Tensor =>
  repetitions.reduce((sum, copies, axis) => {
    if (copies === 1) return sum;
    const [before, after] = [sum.shape.slice(0, axis), sum.shape.slice(axis + 1)];
    const apart = tf.reshape(sum, [product(before), copies, shape[axis] * product(after)]);
    return tf.reshape(tf.sum(apart, 1), [...before, shape[axis], ...after]);
  }, dy);

/** What moves, repeats or leaves out elements. */
export const rearrangementDerivatives: Differentiables = {
  [tf.Cast]: { operations: ['cast'], derivative: ({ cotangents: [dy] }) => ({ x: () => dy }) },
  [tf.Concat]: {
    operations: ['concat'],
    derivative: ({ inputs, attributes, cotangents: [dy] }) => {
      const axis = axisOf(dy, attributes.axis);
      let next = 0;
      return Object.fromEntries(
        Object.entries(inputs).map(([name, { shape }]) => {
          const from = next;
          next += shape[axis];
          return [name, () => along(dy, axis, from, shape[axis])];
        }),
      );
    },
  },
  [tf.ExpandDims]: { operations: ['expandDims'], derivative: back('input') },
  [tf.Identity]: { operations: ['clone'], derivative: ({ cotangents: [dy] }) => ({ x: () => dy }) },
  [tf.Pack]: {
    operations: ['stack'],
    derivative: ({ inputs, attributes, cotangents: [dy] }) => {
      const axis = axisOf(dy, attributes.axis);
      return Object.fromEntries(
        Object.entries(inputs).map(([name, { shape }], i) => [
          name,
          () => tf.reshape(along(dy, axis, i, 1), shape),
        ]),
      );
    },
  },
  [tf.PadV2]: {
    operations: ['pad'],
    derivative: ({ inputs: { x }, attributes: { paddings }, cotangents: [dy] }) => ({
      x: () =>
        tf.slice(
          dy,
          pairs(paddings).map(([before]) => before),
          x.shape,
        ),
    }),
  },
  [tf.Reshape]: { operations: ['reshape', 'squeeze'], derivative: back('x') },
  [tf.Reverse]: {
    operations: ['reverse'],
    derivative: ({ attributes: { dims }, cotangents: [dy] }) => ({
      x: () => tf.reverse(dy, axesOf(dy, dims)),
    }),
  },
  [tf.Slice]: {
    operations: ['slice'],
    derivative: ({ inputs: { x }, attributes: { begin, size }, cotangents: [dy] }) => ({
      x: () => {
        const given = size == null ? undefined : integers(size);
        const [starts, sizes] = tf.slice_util.parseSliceParams(x, integers(begin), given);
        return tf.pad(
          dy,
          x.shape.map((length, i): [number, number] => [starts[i], length - starts[i] - sizes[i]]),
        );
      },
    }),
  },
  [tf.SplitV]: {
    operations: ['split'],
    derivative: ({ inputs: { x }, attributes: { axis }, cotangents }) => ({
      x: () => tf.concat([...cotangents], axisOf(x, axis)),
    }),
  },
  [tf.Tile]: {
    operations: ['tile', 'broadcastTo'],
    derivative: ({ inputs: { x }, attributes: { reps }, cotangents: [dy] }) => ({
      x: () => sumOfCopies(dy, x.shape, integers(reps)),
    }),
  },
  [tf.Transpose]: {
    operations: ['transpose'],
    derivative: ({ attributes: { perm }, cotangents: [dy] }) => ({
      x: () => tf.transpose(dy, inverse(integers(perm))),
    }),
  },
  [tf.Unpack]: {
    operations: ['unstack'],
    derivative: ({ inputs: { value }, attributes: { axis }, cotangents }) => ({
      value: () => tf.stack([...cotangents], axisOf(value, axis)),
    }),
  },
};
