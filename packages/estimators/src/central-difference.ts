import { axpy, norm, scale, subtract, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { epsilonAfter } from './terms/epsilon';
import type { Difference } from './terms/numbers';

/** A policy gradient on trajectories drawn anew, and whatever is to be known of these. */
export interface Redrawn<Drawn> {
  /** g(θ, D_ω) in R^d. */
  readonly gradient: Vector;
  /** What the caller wants to know of D_ω, such as steps taken. */
  readonly drawn: Drawn;
}

/**
 * g(θ, D_ω) for inner step t (from zero) at any θ, on N trajectories drawn with random numbers ω:
 * those of the step are the same for every θ, and independent of D^t and all other batches. Left
 * where they cannot be drawn.
 */
export type Redraw<Failure, Drawn> = (t: number, parameters: Vector) => E.Either<Failure, Redrawn<Drawn>>;

/** A vector, and what was drawn for it. */
export interface Redrawing<Drawn> {
  readonly vector: Vector;
  readonly drawn: readonly Drawn[];
}

/** An inner step as a difference sees it. */
interface Stepped {
  /** θ^{t−1} */
  readonly from: Vector;
  /** θ^t */
  readonly to: () => Vector;
  /** α */
  readonly stepSize: number;
}

/**
 * λ ↦ α‖λ‖ [g(θ + ελ̂, D_ω) − g(θ − ελ̂, D_ω)]/2ε times the number of times that it counts; 0 at
 * λ = 0, where nothing is drawn.
 */
export const centralDifference =
  <Failure, Drawn>(
    { epsilon, times }: Difference,
    { from, to, stepSize }: Stepped,
    gradientAt: (parameters: Vector) => E.Either<Failure, Redrawn<Drawn>>,
  ) =>
  (lambda: Vector): E.Either<Failure, Redrawing<Drawn>> => {
    const size = norm(lambda);
    if (size === 0) return E.right({ vector: lambda, drawn: [] });
    const far = epsilonAfter(epsilon, () => norm(subtract(to(), from)));
    const above = gradientAt(axpy(far / size, lambda, from));
    if (E.isLeft(above)) return above;
    const below = gradientAt(axpy(-far / size, lambda, from));
    if (E.isLeft(below)) return below;
    const difference = subtract(above.right.gradient, below.right.gradient);
    return E.right({
      vector: scale((times * stepSize * size) / (2 * far), difference),
      drawn: [above.right.drawn, below.right.drawn],
    });
  };
