import { view } from '@sgmrl/wasm-kernels';
import type { HeapMatrix } from '@sgmrl/wasm-kernels';

/** Matrices of `rows` rows and the given widths, one after another in some memory. */
export const pieces = (
  memory: HeapMatrix,
  rows: number,
  widths: readonly number[],
): readonly HeapMatrix[] => {
  let offset = 0;
  return widths.map((width) => {
    const piece = view(memory, offset, [rows, width]);
    offset += rows * width;
    return piece;
  });
};

/** How many numbers a row has in all pieces together. */
export const totalOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);
