import type { HeapMatrix } from './heap-matrix';
import { addressOf, expectApart, expectShape } from './heap-matrix';
import type { Kernels } from './kernels';

/** target_ij = f(x_ij + bias_j). */
type Biased = (x: HeapMatrix, bias: HeapMatrix, target: HeapMatrix) => void;

/** Operations between a matrix (R × C) and one value per row or per column. */
export interface RowOperations {
  /** x_ij + bias_j; bias 1 × C, target R × C, may be x. */
  readonly addBias: Biased;
  /** tanh(x_ij + bias_j). */
  readonly addBiasTanh: Biased;
  /** max(x_ij + bias_j, 0). */
  readonly addBiasRelu: Biased;
  /** elu(x_ij + bias_j): z where z > 0, else e^z − 1; within 1.2e−7 of it, NaN where z is NaN. */
  readonly addBiasElu: Biased;
  /** z = x_ij + bias_j where z > 0, else 0.01 z. */
  readonly addBiasLeakyRelu: Biased;
  /**
   * softplus(x_ij + bias_j), log(1 + e^z): within 3 units in the last place, NaN where z is NaN.
   */
  readonly addBiasSoftplus: Biased;
  /** factors_i x_ij; factors R × 1, target R × C, may be x. */
  readonly scaleRows: (x: HeapMatrix, factors: HeapMatrix, target: HeapMatrix) => void;
  /** target_ij = target_ij + factors_i x_ij; factors R × 1. */
  readonly addScaledRows: (x: HeapMatrix, factors: HeapMatrix, target: HeapMatrix) => void;
  /**
   * Groups of `size` rows one after another become groups of the first rows of all, of the second
   * rows of all, …: row j · groups + i of the target is row i · size + j of x, both of groups ·
   * size rows. The target lies apart from x.
   */
  readonly regroupRows: (x: HeapMatrix, size: number, target: HeapMatrix) => void;
  /** Σ_j x_ij; target R × 1. */
  readonly rowSums: (x: HeapMatrix, target: HeapMatrix) => void;
  /** Σ_j x_ij y_ij; target R × 1. */
  readonly rowDots: (x: HeapMatrix, y: HeapMatrix, target: HeapMatrix) => void;
  /** Σ_i x_ij; target 1 × C, apart from x. */
  readonly columnSums: (x: HeapMatrix, target: HeapMatrix) => void;
}

const biased =
  (kernel: Kernels['addBias']): Biased =>
  (x, bias, target) => {
    expectShape('the source', x, target.rows, target.columns);
    expectShape('the bias', bias, 1, target.columns);
    kernel(addressOf(target), addressOf(x), addressOf(bias), target.rows, target.columns);
  };

export const rowOperationsOn = (kernels: Kernels): RowOperations => ({
  addBias: biased(kernels.addBias),
  addBiasTanh: biased(kernels.addBiasTanh),
  addBiasRelu: biased(kernels.addBiasRelu),
  addBiasElu: biased(kernels.addBiasElu),
  addBiasLeakyRelu: biased(kernels.addBiasLeakyRelu),
  addBiasSoftplus: biased(kernels.addBiasSoftplus),
  scaleRows: (x, factors, target) => {
    expectShape('the source', x, target.rows, target.columns);
    expectShape('the factors', factors, target.rows, 1);
    kernels.scaleRows(addressOf(target), addressOf(x), addressOf(factors), target.rows, target.columns);
  },
  addScaledRows: (x, factors, target) => {
    expectShape('the source', x, target.rows, target.columns);
    expectShape('the factors', factors, target.rows, 1);
    kernels.addScaledRows(addressOf(target), addressOf(x), addressOf(factors), target.rows, target.columns);
  },
  regroupRows: (x, size, target) => {
    expectShape('the source', x, target.rows, target.columns);
    expectApart(x, target);
    const groups = size === 0 ? 0 : x.rows / size;
    if (!Number.isInteger(groups) || groups * size !== x.rows) {
      throw new RangeError(`Expected ${x.rows} rows to be groups of one size, found the size ${size}.`);
    }
    kernels.regroupRows(addressOf(target), addressOf(x), groups, size, x.columns);
  },
  rowSums: (x, target) => {
    expectShape('the row sums', target, x.rows, 1);
    kernels.rowSums(addressOf(target), addressOf(x), x.rows, x.columns);
  },
  rowDots: (x, y, target) => {
    expectShape('the second source', y, x.rows, x.columns);
    expectShape('the row products', target, x.rows, 1);
    kernels.rowDots(addressOf(target), addressOf(x), addressOf(y), x.rows, x.columns);
  },
  columnSums: (x, target) => {
    expectShape('the column sums', target, 1, x.columns);
    kernels.columnSums(addressOf(target), addressOf(x), x.rows, x.columns);
  },
});
