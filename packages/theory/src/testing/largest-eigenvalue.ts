import type { Matrix } from '@sgmrl/vector';
import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix';

/** The operator norm of a symmetric matrix. */
export const largestEigenvalue = ({ rows, columns, data }: Matrix): number =>
  Math.max(
    ...new EigenvalueDecomposition(MlMatrix.from1DArray(rows, columns, Array.from(data))).realEigenvalues.map(
      Math.abs,
    ),
  );
