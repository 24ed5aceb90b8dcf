import type { TensorInfo } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import type { KernelContext, Replacement } from './kernel-context';
import { addressOfTensor, isFloat } from './kernel-context';

const sameShape = (a: TensorInfo, b: TensorInfo): boolean => util.arraysEqual(a.shape, b.shape);

const size = (tensor: TensorInfo): number => util.sizeFromShape(tensor.shape);

/** Whether b is one value, which adds no axes to a. */
const isScalarBeside = (b: TensorInfo, a: TensorInfo): boolean =>
  size(b) === 1 && b.shape.length <= a.shape.length;

const scalarOf = (context: KernelContext, tensor: TensorInfo): number =>
  context.heap.floats()[addressOfTensor(context, tensor) / 4];

/** What to do with a tensor x and a value c: factor · x + offset. */
type Line = (c: number) => readonly [factor: number, offset: number];

const line = (context: KernelContext, x: TensorInfo, scalar: TensorInfo, coefficients: Line): TensorInfo => {
  const output = context.backend.makeOutput(x.shape, 'float32');
  const [factor, offset] = coefficients(scalarOf(context, scalar));
  const { affine } = context.kernels;
  affine(addressOfTensor(context, output), addressOfTensor(context, x), factor, offset, size(x));
  return output;
};

/** z = a ∘ b for equal shapes or one value beside a tensor, given as a line in the tensor on either side. */
const binary =
  (name: 'add' | 'subtract' | 'multiply', right: Line, left: Line): Replacement =>
  (context, { a, b }) => {
    if (!isFloat(a) || !isFloat(b)) return undefined;
    if (sameShape(a, b)) {
      const output = context.backend.makeOutput(a.shape, 'float32');
      const [z, x, y] = [output, a, b].map((tensor) => addressOfTensor(context, tensor));
      context.kernels[name](z, x, y, size(a));
      return output;
    }
    if (isScalarBeside(b, a)) return line(context, a, b, right);
    return isScalarBeside(a, b) ? line(context, b, a, left) : undefined;
  };

/** a − b. */
export const subtract: Replacement = binary(
  'subtract',
  (c) => [1, -c],
  (c) => [-1, c],
);

/** a b, element by element. */
export const multiply: Replacement = binary(
  'multiply',
  (c) => [c, -0],
  (c) => [c, -0],
);

const addAlike: Replacement = binary(
  'add',
  (c) => [1, c],
  (c) => [1, c],
);

/** Whether b is a bias for the rows of a: its last axis is that of a, and it has no other but axes of size 1. */
const isBiasOf = (b: TensorInfo, a: TensorInfo): boolean =>
  b.shape.length > 0 &&
  b.shape.length <= a.shape.length &&
  b.shape.at(-1) === a.shape.at(-1) &&
  b.shape.slice(0, -1).every((axis) => axis === 1);

const addBias = (context: KernelContext, x: TensorInfo, bias: TensorInfo): TensorInfo => {
  const output = context.backend.makeOutput(x.shape, 'float32');
  const [y, source, row] = [output, x, bias].map((tensor) => addressOfTensor(context, tensor));
  context.kernels.addBias(y, source, row, size(x) / Math.max(size(bias), 1), size(bias));
  return output;
};

/** a + b, where b may also be a bias for the rows of a. */
export const add: Replacement = (context, inputs, attributes) => {
  const { a, b } = inputs;
  const alike = addAlike(context, inputs, attributes);
  return alike ?? (isFloat(a) && isFloat(b) && isBiasOf(b, a) ? addBias(context, a, b) : undefined);
};

/** x². */
export const square: Replacement = (context, { x }) => {
  if (!isFloat(x)) return undefined;
  const output = context.backend.makeOutput(x.shape, 'float32');
  const source = addressOfTensor(context, x);
  context.kernels.multiply(addressOfTensor(context, output), source, source, size(x));
  return output;
};
