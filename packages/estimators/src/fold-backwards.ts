import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import type { InnerStep } from './inner-step';
import type { AdaptationTrace } from './trace';

/** λ^{t−1}, and what is to be kept of the way there. */
export interface Back<Kept> {
  readonly lambda: Vector;
  readonly kept: Kept;
}

/** λ^0, …, λ^ζ, and what was kept of inner steps 1, …, ζ. */
export interface Folded<Kept> {
  readonly lambdas: readonly [Vector, ...Vector[]];
  readonly kept: readonly Kept[];
}

/** What was kept, in the order of the fold: of the last inner step first. */
export const inFoldOrder = <Kept>({ kept }: Folded<Kept>): readonly Kept[] => [...kept].reverse();

/**
 * The loop of Algorithm 1 of Fallah et al. (arXiv:2002.05135) over one task, as a right fold:
 *
 *     λ^ζ     = ĝ(θ^ζ, D_o)
 *     λ^{t−1} = back(t, step t, λ^t),   t = ζ, …, 1 (`t` counts from zero)
 *
 * Left as soon as a step back is.
 */
export const foldBackwards =
  <Failure, Kept>(back: (t: number, step: InnerStep, lambda: Vector) => E.Either<Failure, Back<Kept>>) =>
  ({ steps, outer }: AdaptationTrace): E.Either<Failure, Folded<Kept>> => {
    let folded: Folded<Kept> = { lambdas: [outer.gradient], kept: [] };
    for (let t = steps.length - 1; t >= 0; t -= 1) {
      const at = back(t, steps[t], folded.lambdas[0]);
      if (E.isLeft(at)) return at;
      const { lambda, kept } = at.right;
      folded = { lambdas: [lambda, ...folded.lambdas], kept: [kept, ...folded.kept] };
    }
    return E.right(folded);
  };
