import type { Heap } from './heap';
import type { Factor, HeapMatrix } from './heap-matrix';
import { addressOf, expectApart, expectShape } from './heap-matrix';
import type { Kernels } from './kernels';
import { allocateOn } from './scratch';

/**
 * Matrix products. A factor may be {@link transposed}; it is not copied as a whole. The target lies
 * apart from both.
 */
export interface Products {
  /** C = A B. Shapes: A m × k, B k × n, C m × n (after transposing). Zero when k = 0. */
  readonly matMul: (a: Factor, b: Factor, c: HeapMatrix) => void;
  /** C = C + A B. */
  readonly matMulAdd: (a: Factor, b: Factor, c: HeapMatrix) => void;
}

const matrixOf = (factor: Factor): HeapMatrix => ('transposeOf' in factor ? factor.transposeOf : factor);

/**
 * Room for at least so many bytes, the same for all calls one after another: a `malloc` costs as
 * much as a small product.
 */
type Room = (bytes: number) => number;

const roomOn = (heap: Heap): Room => {
  const allocate = allocateOn(heap);
  let room = allocate({ floats: [1, 0] });
  return (bytes) => {
    if (4 * room.matrices.floats.columns < bytes) {
      room.free();
      room = allocate({ floats: [1, Math.ceil(bytes / 4)] });
    }
    return room.matrices.floats.address;
  };
};

const product =
  (room: Room, kernels: Kernels, accumulate: 0 | 1) =>
  (a: Factor, b: Factor, c: HeapMatrix): void => {
    const left = matrixOf(a);
    const right = matrixOf(b);
    const transposeA = left === a ? 0 : 1;
    const transposeB = right === b ? 0 : 1;
    const [m, k] = transposeA ? [left.columns, left.rows] : [left.rows, left.columns];
    const [inner, n] = transposeB ? [right.columns, right.rows] : [right.rows, right.columns];
    if (k !== inner) {
      throw new RangeError(`Expected inner sizes to agree, found ${m} x ${k} times ${inner} x ${n}.`);
    }
    expectShape('the product', c, m, n);
    expectApart(left, c);
    expectApart(right, c);
    const [addressA, addressB, addressC] = [addressOf(left), addressOf(right), addressOf(c)];
    const scratch = room(kernels.matMulScratch(m, k, n, transposeA));
    kernels.matMul(addressC, addressA, addressB, m, k, n, transposeA, transposeB, accumulate, scratch);
  };

export const productsOn = (heap: Heap, kernels: Kernels): Products => {
  const room = roomOn(heap);
  return { matMul: product(room, kernels, 0), matMulAdd: product(room, kernels, 1) };
};
