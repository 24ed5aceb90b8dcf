import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import { elementwiseOn } from './elementwise';
import type { Elementwise } from './elementwise';
import type { Arithmetic } from './arithmetic';
import { strictArithmetic } from './arithmetic';
import type { KernelsError } from './errors';
import type { Heap } from './heap';
import { tfjsHeap } from './heap';
import type { HeapMatrix } from './heap-matrix';
import { addressOf, sizeOf } from './heap-matrix';
import { linkKernels } from './kernels';
import type { Products } from './products';
import { productsOn } from './products';
import type { RowOperations } from './row-operations';
import { rowOperationsOn } from './row-operations';
import type { Allocation, Matrices, Shapes } from './scratch';
import { allocateOn, withScratchOn } from './scratch';

/** Taking memory from the heap of tfjs, and copying in and out. */
export interface Storage {
  /**
   * Lends matrices for the time of one synchronous call of `use`, contents unspecified, and takes
   * the memory back when it returns or throws. The matrices must not be kept. One `malloc` and
   * `free` whatever the number of shapes.
   */
  readonly withScratch: <Name extends string, A>(
    shapes: Shapes<Name>,
    use: (matrices: Matrices<Name>) => A,
  ) => A;
  /**
   * Matrices that stay until `free()`, or until some time after nothing refers to them any longer:
   * for parameters or work space that serve many calls.
   */
  readonly allocate: <Name extends string>(shapes: Shapes<Name>) => Allocation<Name>;
  /**
   * Copies values into a matrix, rounded to float32. Throws a RangeError unless their number is
   * that of its elements.
   */
  readonly write: (values: ArrayLike<number>, target: HeapMatrix) => void;
  /** A copy of a matrix's elements, row by row. */
  readonly read: (source: HeapMatrix) => Float64Array;
}

/**
 * Float32 linear algebra in place on the heap of tfjs, without tensors: each operation is one call
 * into WebAssembly that costs well under a microsecond beside its arithmetic. Sources come first,
 * the target last; shapes are checked and a RangeError tells what was expected. Targets may be one
 * of the sources, except in products. Results are the same on every machine and in every run, and a
 * row of a result depends on the same row of the sources alone, not on how many other rows there
 * are.
 */
export interface LinearAlgebra extends Storage, Products, Elementwise, RowOperations {}

const storageOn = (heap: Heap): Storage => ({
  withScratch: withScratchOn(heap),
  allocate: allocateOn(heap),
  write: (values, target) => {
    const length = sizeOf([target.rows, target.columns]);
    if (values.length !== length) {
      throw new RangeError(
        `Expected ${length} values for ${target.rows} x ${target.columns} elements, found ${values.length}.`,
      );
    }
    heap.floats().set(values, addressOf(target) / 4);
  },
  read: (source) => {
    const start = addressOf(source) / 4;
    return new Float64Array(heap.floats().subarray(start, start + source.rows * source.columns));
  },
});

/**
 * Linear algebra on the heap of the active tfjs backend, which must be `wasm` and stays in use as
 * long as the result is. `Left` says why there is none: see {@link KernelsError}. Works with and
 * without {@link installKernels}, whatever the arithmetic of either.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import * as tf from '@tensorflow/tfjs-core';
 * import '@tensorflow/tfjs-backend-wasm';
 * import { createLinearAlgebra } from '@sgmrl/wasm-kernels';
 * await tf.setBackend('wasm');
 * const created = createLinearAlgebra();
 * ok(created._tag === 'Right');
 * const { withScratch, write, matMul, read } = created.right;
 * const product = withScratch({ a: [2, 2], b: [2, 1], c: [2, 1] }, ({ a, b, c }) => {
 *   write([1, 2, 3, 4], a);
 *   write([10, 1], b);
 *   matMul(a, b, c);
 *   return read(c);
 * });
 * deepStrictEqual([...product], [12, 34]);
 * ```
 */
export const createLinearAlgebra = (
  arithmetic: Arithmetic = strictArithmetic,
): E.Either<KernelsError, LinearAlgebra> =>
  pipe(
    tfjsHeap(),
    E.chain((heap) =>
      pipe(
        linkKernels(heap.memory, arithmetic),
        E.map((kernels) => ({
          ...storageOn(heap),
          ...productsOn(heap, kernels),
          ...elementwiseOn(kernels),
          ...rowOperationsOn(kernels),
        })),
      ),
    ),
  );
