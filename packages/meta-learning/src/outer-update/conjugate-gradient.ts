import { axpy, dot, zeros, type Vector } from '@sgmrl/vector';

/**
 * Where the method of conjugate gradients stands with A x = b, A symmetric and positive definite.
 */
export interface Solving {
  /** x */
  readonly solution: Vector;
  /** b − A x */
  readonly residual: Vector;
  /** What A is to be multiplied by next. */
  readonly direction: Vector;
}

/** x = 0. */
export const startSolving = (b: Vector): Solving => ({
  solution: zeros(b.length),
  residual: b,
  direction: b,
});

/** The next x, given A times the direction (Hestenes, Stiefel 1952). */
export const solveOn = ({ solution, residual, direction }: Solving, product: Vector): Solving => {
  const before = dot(residual, residual);
  const length = before / dot(direction, product);
  const next = axpy(-length, product, residual);
  return {
    solution: axpy(length, direction, solution),
    residual: next,
    direction: axpy(dot(next, next) / before, direction, next),
  };
};
