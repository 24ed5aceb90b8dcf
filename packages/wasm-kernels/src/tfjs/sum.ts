import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import type { Replacement } from './kernel-context';
import { addressOfTensor, isFloat } from './kernel-context';

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number');

/** The axes to sum over in rising order: all of them if none are given. */
const axesOf = ({ axis }: NamedAttrMap, shape: number[]): readonly number[] => {
  const given = typeof axis === 'number' || isNumbers(axis) ? axis : shape.map((_, i) => i);
  return [...util.parseAxisParam(given, shape)].sort((i, j) => i - j);
};

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** Σ over the first or over the last axes; the stock kernel answers for others. */
export const sum: Replacement = (context, { x }, attributes) => {
  if (!isFloat(x)) return undefined;
  const axes = axesOf(attributes, x.shape);
  const first = axes.every((axis, i) => axis === i);
  const last = axes.every((axis, i) => axis === x.shape.length - axes.length + i);
  if (axes.length === 0 || (!first && !last)) return undefined;
  const kept = x.shape.filter((_, axis) => !axes.includes(axis));
  const shape = attributes.keepDims === true ? x.shape.map((size, i) => (axes.includes(i) ? 1 : size)) : kept;
  const output = context.backend.makeOutput(shape, 'float32');
  const [sums, source] = [output, x].map((tensor) => addressOfTensor(context, tensor));
  const [outputs, terms] = [product(kept), product(axes.map((axis) => x.shape[axis]))];
  if (last) context.kernels.rowSums(sums, source, outputs, terms);
  else context.kernels.columnSums(sums, source, terms, outputs);
  return output;
};
