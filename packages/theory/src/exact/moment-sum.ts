import type { Matrix, Vector } from '@sgmrl/vector';

/** Expectation and covariance of a random vector, without sampling error. */
export interface ExactMoments {
  /** E[x] in R^d. */
  readonly expectation: Float64Array;
  /** E[(x − E x)(x − E x)ᵀ]: d × d. */
  readonly covariance: Matrix;
  /** The trace of the covariance. */
  readonly totalVariance: number;
}

/** Sums a random vector's first two moments, outcome by outcome. */
export interface MomentSum {
  /** An outcome, or the mean of one group of outcomes. */
  readonly add: (probability: number, x: Vector) => void;
  /** A column L of the covariance Σ L Lᵀ within that group. */
  readonly addSpread: (probability: number, column: Vector) => void;
  readonly moments: () => ExactMoments;
}

export const momentSum = (dimension: number): MomentSum => {
  const first = new Float64Array(dimension);
  const second = new Float64Array(dimension * dimension);
  const addSpread = (probability: number, x: Vector): void => {
    for (let i = 0; i < dimension; i++) {
      const weighted = probability * x[i];
      for (let j = 0; j < dimension; j++) second[i * dimension + j] += weighted * x[j];
    }
  };
  return {
    addSpread,
    add: (probability, x) => {
      if (x.length !== dimension)
        throw new RangeError(
          `estimate: expected ${String(dimension)} numbers as before, found ${String(x.length)}`,
        );
      for (let i = 0; i < dimension; i++) first[i] += probability * x[i];
      addSpread(probability, x);
    },
    moments: () => {
      const data = second.map((x, k) => x - first[Math.floor(k / dimension)] * first[k % dimension]);
      let totalVariance = 0;
      for (let i = 0; i < dimension; i++) totalVariance += data[i * dimension + i];
      return { expectation: first, covariance: { rows: dimension, columns: dimension, data }, totalVariance };
    },
  };
};
