import { backend_util, util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelContext, Replacement } from './kernel-context';
import { addressOfTensor } from './kernel-context';

const { collectGatherOpShapeInfo } = backend_util.segment_util;

const isOf = (tensor: TensorInfo | undefined, types: readonly string[]): tensor is TensorInfo =>
  tensor !== undefined && types.includes(tensor.dtype);

/** Throws as the stock kernel does. */
const checkIndices = (indices: Int32Array, size: number): void => {
  const wrong = indices.find((index) => index < 0 || index >= size);
  if (wrong !== undefined) throw new Error(`GatherV2: the index value ${wrong} is not in [0, ${size - 1}]`);
};

const indicesOf = (context: KernelContext, indices: TensorInfo): Int32Array => {
  const size = util.sizeFromShape(indices.shape);
  const address = addressOfTensor(context, indices);
  // A tensor without elements may lie nowhere.
  return size === 0 ? new Int32Array() : new Int32Array(context.heap.memory.buffer, address, size);
};

/**
 * Elements of x along an axis, for batches and for nothing; the stock kernel, which answers for the
 * rest, reads beyond x where there are batches, and returns a wrong shape where x has no elements.
 * With the batch axes as one (b), those between them and the gathered axis (o) and those after it
 * (s): y[b, o, m, s] = x[b, o, indices[b, m], s].
 */
export const gather: Replacement = (context, { x, indices }, attributes) => {
  const batchDims = Number(attributes.batchDims ?? 0);
  if (!isOf(x, ['float32', 'int32', 'bool']) || !isOf(indices, ['int32'])) return undefined;
  if (batchDims === 0 && util.sizeFromShape(x.shape) > 0) return undefined;
  const [axis] = util.parseAxisParam(Number(attributes.axis), x.shape);
  const shapes = collectGatherOpShapeInfo(x, indices, axis, batchDims);
  const { batchSize, outerSize, dimSize, sliceSize, outputShape } = shapes;
  checkIndices(indicesOf(context, indices), dimSize);
  const output = context.backend.makeOutput(outputShape, x.dtype);
  if (util.sizeFromShape(outputShape) === 0) return output;
  // Only now: to make the output may move the memory.
  const places = indicesOf(context, indices);
  const bytes = new Uint8Array(context.heap.memory.buffer);
  const [target, source] = [output, x].map((tensor) => addressOfTensor(context, tensor));
  const slice = sliceSize * util.bytesPerElement(x.dtype);
  const chosen = places.length / batchSize;
  for (let b = 0, to = target; b < batchSize; b++)
    for (let o = 0; o < outerSize; o++)
      for (let m = 0; m < chosen; m++, to += slice) {
        const from = source + ((b * outerSize + o) * dimSize + places[b * chosen + m]) * slice;
        bytes.copyWithin(to, from, from + slice);
      }
  return output;
};
