import type { Vector } from './vector';

/** A row-major matrix: entry (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns numbers. */
  readonly data: Vector;
}
