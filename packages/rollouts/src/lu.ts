import type { Vector } from '@sgmrl/vector';

/**
 * Factorises a square matrix, PA = LU with partial pivoting, by Crout's method (Golub and Van Loan,
 * Matrix Computations, §3.2 and §3.4): gives b ↦ A⁻¹b. Where A is singular, what it gives is not
 * finite.
 */
export const factorise = (matrix: readonly Vector[]): ((b: Vector) => Float64Array) => {
  const rows = matrix.map((row) => Float64Array.from(row));
  const order = rows.map((_, i) => i);
  rows.forEach((_, j) => {
    // U down to the diagonal, then L · U_jj.
    const column = rows.map((row) => row[j]);
    rows.forEach((row, i) => {
      let sum = 0;
      for (let k = 0; k < Math.min(i, j); k++) sum += row[k] * column[k];
      column[i] -= sum;
      row[j] = column[i];
    });
    const pivot = rows.reduce((most, row, i) => (i > j && above(row[j], rows[most][j]) ? i : most), j);
    [rows[j], rows[pivot]] = [rows[pivot], rows[j]];
    [order[j], order[pivot]] = [order[pivot], order[j]];
    for (let i = j + 1; i < rows.length; i++) rows[i][j] /= rows[j][j];
  });
  return (b) => {
    const x = Float64Array.from(order, (i) => b[i]);
    for (let k = 0; k < x.length; k++) for (let i = k + 1; i < x.length; i++) x[i] -= x[k] * rows[i][k];
    for (let k = x.length - 1; k >= 0; k--) {
      x[k] /= rows[k][k];
      for (let i = 0; i < k; i++) x[i] -= x[k] * rows[i][k];
    }
    return x;
  };
};

const above = (x: number, y: number): boolean => Math.abs(x) > Math.abs(y);
