import { axesOf, reducedShape } from './axes';
import type { Replacement } from './kernel-context';
import { addressOfTensor, isFloat } from './kernel-context';

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** Σ over the first or over the last axes; the stock kernel answers for others. */
export const sum: Replacement = (context, { x }, attributes) => {
  if (!isFloat(x)) return undefined;
  const axes = axesOf(attributes.axis, x.shape);
  const first = axes.every((axis, i) => axis === i);
  const last = axes.every((axis, i) => axis === x.shape.length - axes.length + i);
  if (axes.length === 0 || (!first && !last)) return undefined;
  const shape = reducedShape(x.shape, axes, attributes.keepDims === true);
  const output = context.backend.makeOutput(shape, 'float32');
  const [sums, source] = [output, x].map((tensor) => addressOfTensor(context, tensor));
  const [outputs, terms] = [product(shape), product(axes.map((axis) => x.shape[axis]))];
  if (last) context.kernels.rowSums(sums, source, outputs, terms);
  else context.kernels.columnSums(sums, source, terms, outputs);
  return output;
};
