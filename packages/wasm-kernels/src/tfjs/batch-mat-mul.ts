import type { TensorInfo } from '@tensorflow/tfjs-core';
import { broadcast_util, util } from '@tensorflow/tfjs-core';
import type { KernelContext, Replacement } from './kernel-context';
import { addressOfTensor, isFloat } from './kernel-context';

/** C (m × n) = A B of one batch entry, and which factors are transposed in memory. */
interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The sizes, or nothing if the inner ones disagree: then the stock kernel says so. */
const productOf = (
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
): Product | undefined => {
  const [rowsA, columnsA] = a.shape.slice(-2);
  const [rowsB, columnsB] = b.shape.slice(-2);
  const k = transposeA ? rowsA : columnsA;
  if (a.shape.length < 2 || b.shape.length < 2 || k !== (transposeB ? columnsB : rowsB)) return undefined;
  return {
    m: transposeA ? columnsA : rowsA,
    k,
    n: transposeB ? rowsB : columnsB,
    transposeA,
    transposeB,
  };
};

/**
 * For each entry of the batch `shape` (row-major), which entry of a batch of shape `from` is
 * broadcast to it: axes are aligned at the end, and along an axis of size 1 the same entry is used
 * again.
 */
export const broadcastIndices = (from: readonly number[], shape: readonly number[]): readonly number[] => {
  let indices = [0];
  let entries = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = from[axis - shape.length + from.length] ?? 1;
    const step = size === 1 ? 0 : entries;
    const inner = indices;
    indices = Array.from({ length: shape[axis] }, (_, i) => inner.map((index) => i * step + index)).flat();
    entries *= size;
  }
  return indices;
};

const multiply = (
  { kernels, heap }: KernelContext,
  { m, k, n, transposeA, transposeB }: Product,
  addresses: readonly (readonly [c: number, a: number, b: number])[],
): void => {
  const scratch = heap.allocate(kernels.matMulScratch(m, k, n, Number(transposeA)));
  for (const [c, a, b] of addresses) {
    kernels.matMul(c, a, b, m, k, n, Number(transposeA), Number(transposeB), 0, scratch);
  }
  heap.free(scratch);
};

/** C = A B over the last two axes, batch axes broadcast against each other. */
export const batchMatMul: Replacement = (context, { a, b }, { transposeA, transposeB }) => {
  if (!isFloat(a) || !isFloat(b)) return undefined;
  const product = productOf(a, b, transposeA === true, transposeB === true);
  if (product === undefined) return undefined;
  const { m, k, n } = product;
  const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const batch = broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
  const output = context.backend.makeOutput([...batch, m, n], 'float32');
  const [addressC, addressA, addressB] = [output, a, b].map((tensor) => addressOfTensor(context, tensor));
  if (!product.transposeA && util.sizeFromShape(batchB) === 1) {
    // One B for all: the batch is just more rows.
    const rows = util.sizeFromShape(batch) * m;
    multiply(context, { ...product, m: rows }, [[addressC, addressA, addressB]]);
    return output;
  }
  const indicesA = broadcastIndices(batchA, batch);
  const indicesB = broadcastIndices(batchB, batch);
  multiply(
    context,
    product,
    indicesA.map((index, i) => [
      addressC + 4 * i * m * n,
      addressA + 4 * index * m * k,
      addressB + 4 * indicesB[i] * k * n,
    ]),
  );
  return output;
};
