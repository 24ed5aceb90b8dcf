/** The memory behind one or more matrices, and whether it may still be used. */
export interface Lease {
  /** Whether the memory is still held. */
  readonly live: boolean;
}

/**
 * A row-major float32 matrix in the heap of tfjs: element (i, j) lies at byte `address + 4 (i ·
 * columns + j)`. A vector is a matrix of one row. It is a place, not a value: operations overwrite
 * their target. Using it after its memory was freed throws.
 */
export interface HeapMatrix {
  /** Of element (0, 0), in bytes from the start of the heap. */
  readonly address: number;
  /** From 0 on. */
  readonly rows: number;
  /** From 0 on. */
  readonly columns: number;
  /** Of the memory that it lies in. */
  readonly lease: Lease;
}

/** Rows and columns. */
export type Shape = readonly [rows: number, columns: number];

/** A matrix to be read transposed, without being copied: a factor of a product. */
export interface Transposed {
  /** The matrix as it lies. */
  readonly transposeOf: HeapMatrix;
}

/** A factor of a product: a matrix as it lies, or {@link transposed}. */
export type Factor = HeapMatrix | Transposed;

/**
 * The transpose of a matrix, as a factor of a product. Copies nothing.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import * as tf from '@tensorflow/tfjs-core';
 * import '@tensorflow/tfjs-backend-wasm';
 * import { createLinearAlgebra, transposed } from '@sgmrl/wasm-kernels';
 * await tf.setBackend('wasm');
 * const created = createLinearAlgebra();
 * ok(created._tag === 'Right');
 * const { withScratch, write, matMul, read } = created.right;
 * const gram = withScratch({ a: [2, 2], c: [2, 2] }, ({ a, c }) => {
 *   write([1, 2, 0, 1], a);
 *   matMul(transposed(a), a, c);
 *   return read(c);
 * });
 * deepStrictEqual([...gram], [1, 2, 2, 5]); // AᵀA is symmetric
 * ```
 */
export const transposed = (matrix: HeapMatrix): Transposed => ({ transposeOf: matrix });

const isSize = (size: number): boolean => Number.isInteger(size) && size >= 0;

/** The number of elements of a shape. Throws a RangeError unless both sizes are integers ≥ 0. */
export const sizeOf = ([rows, columns]: Shape): number => {
  if (!isSize(rows) || !isSize(columns)) {
    throw new RangeError(`Expected rows and columns to be integers >= 0, found ${rows} x ${columns}.`);
  }
  return rows * columns;
};

/**
 * The `rows × columns` matrix that begins `offset` elements into another one and shares its memory:
 * a layer's weights in a vector of parameters, or some rows of a batch. Throws a RangeError where
 * it would reach outside.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok, throws } from 'node:assert';
 * import * as tf from '@tensorflow/tfjs-core';
 * import '@tensorflow/tfjs-backend-wasm';
 * import { createLinearAlgebra, view } from '@sgmrl/wasm-kernels';
 * await tf.setBackend('wasm');
 * const created = createLinearAlgebra();
 * ok(created._tag === 'Right');
 * const { withScratch, write, read } = created.right;
 * withScratch({ a: [3, 2] }, ({ a }) => {
 *   write([1, 2, 3, 4, 5, 6], a);
 *   write([0, 0], view(a, 2, [1, 2])); // the middle row, where it lies
 *   deepStrictEqual([...read(a)], [1, 2, 0, 0, 5, 6]);
 *   throws(() => view(a, 5, [1, 2]), /Expected a view inside 3 x 2 elements, found 1 x 2 from element 5 on/);
 * });
 * ```
 */
export const view = (matrix: HeapMatrix, offset: number, [rows, columns]: Shape): HeapMatrix => {
  const length = sizeOf([rows, columns]);
  if (!isSize(offset) || offset + length > matrix.rows * matrix.columns) {
    throw new RangeError(
      `Expected a view inside ${matrix.rows} x ${matrix.columns} elements, ` +
        `found ${rows} x ${columns} from element ${offset} on.`,
    );
  }
  return { address: matrix.address + 4 * offset, rows, columns, lease: matrix.lease };
};

/** The address, if the memory behind it is still held. */
export const addressOf = (matrix: HeapMatrix): number => {
  if (!matrix.lease.live) throw new Error('Expected a matrix in use, found one whose memory was freed.');
  return matrix.address;
};

/** Throws a RangeError unless the matrix has this shape; `what` names it in the message. */
export const expectShape = (what: string, matrix: HeapMatrix, rows: number, columns: number): void => {
  if (matrix.rows !== rows || matrix.columns !== columns) {
    throw new RangeError(
      `Expected ${what} to be ${rows} x ${columns}, found ${matrix.rows} x ${matrix.columns}.`,
    );
  }
};

/** Throws a RangeError if the two share memory. */
export const expectApart = (source: HeapMatrix, target: HeapMatrix): void => {
  const sourceBytes = 4 * source.rows * source.columns;
  const targetBytes = 4 * target.rows * target.columns;
  if (sourceBytes === 0 || targetBytes === 0) return;
  if (source.address < target.address + targetBytes && target.address < source.address + sourceBytes) {
    throw new RangeError('Expected the target to lie apart from its sources, found them overlapping.');
  }
};
