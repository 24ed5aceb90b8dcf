import type { Differentials } from '@sgmrl/policies';
import { add, scale, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import type { TraceSettings } from './algorithm';
import { backThroughStep } from './back-through-step';
import { centralDifference, type Redraw, type Redrawing } from './central-difference';
import { foldBackwards, type Back } from './fold-backwards';
import { adapt, type InnerStep } from './inner-step';
import { lazy } from './lazy';
import { rowsOf, weighScores, type Difference } from './terms/numbers';
import { shrinks } from './terms/shrinks';
import type { AdaptationTrace } from './trace';

/** Differences of an inner step, all together. */
export interface Coupled {
  /** λ^t, along which they were taken. */
  readonly lambda: Vector;
  readonly sum: Vector;
  /** What multiplies ∇²log π of each row in the curvature that they hold, if anything. */
  readonly curvature: Vector | undefined;
}

/** What a term has made of an inner step. */
export interface PassedTerm<Drawn> {
  readonly step: InnerStep;
  /** What multiplies ∇²log π of each row, if anything. */
  readonly curvature: Vector | undefined;
  /** ω of what is shrunk before it is, or of all where nothing is. */
  readonly debiasing: Vector | undefined;
  /** What its differences have added, if there are any. */
  readonly coupled: Coupled | undefined;
  /** By the differences of the term, in the order in which they stand. */
  readonly drawn: readonly Drawn[];
}

/** λ^t ↦ λ^{t−1} = λ^t + ⟦term⟧(λ^t) at each inner step of a trace, numbers of `terms/numbers`. */
export const backThroughTerm = (policy: Differentials, settings: TraceSettings) => {
  const { estimator, names, stepSize, shrinkageFactor = 1 } = settings;
  const rowsAt = rowsOf(estimator, names);
  const part = shrinks(estimator, names) ? 'shrunk' : 'score';
  return <Failure, Drawn>(redraw: Redraw<Failure, Drawn>) =>
    (trace: AdaptationTrace) => {
      const ofMaml = lazy(() => adjointsOfMaml(policy, stepSize)(trace));
      return (t: number, step: InnerStep, lambda: Vector): E.Either<Failure, Back<PassedTerm<Drawn>>> => {
        const { parameters, batch } = step;
        const rows = rowsAt({ policy, adaptation: settings, trace, t });
        const weigh = weighScores(rows, shrinkageFactor);
        const curvature = curvatureRows(rows.curvature, stepSize, step);
        // What the policy asks for in the middle of its sweep.
        const seen: (Vector | undefined)[] = [];
        const unchained = lazy(() => policy.directionalDerivative(parameters, batch, ofMaml()[t]));
        const scoreWeights =
          weigh &&
          ((chained: () => Vector) => {
            const scores = weigh({ chained, unchained });
            seen.push(scores[part]);
            return scores.omega;
          });
        const onData = backThroughStep(policy)({ parameters, batch, curvature, scoreWeights })(lambda);
        const stepped = { from: parameters, to: () => reached(policy, settings, trace, t), stepSize };
        const added: Redrawing<Drawn>[] = [];
        for (const difference of rows.differences) {
          const taken = centralDifference(difference, stepped, (theta) => redraw(t, theta))(lambda);
          if (E.isLeft(taken)) return taken;
          added.push(taken.right);
        }
        return E.right({
          lambda: added.reduce((sum, { vector }) => add(sum, vector), onData),
          kept: {
            step,
            curvature,
            debiasing: seen[0],
            coupled: coupledOf(rows.differences, added, lambda, stepSize, step),
            drawn: added.flatMap(({ drawn }) => drawn),
          },
        });
      };
    };
};

/** θ^t of inner step t, which the trace knows but for the last step of one made without it. */
const reached = (
  policy: Differentials,
  settings: TraceSettings,
  { steps, adapted }: AdaptationTrace,
  t: number,
): Vector => {
  const known = t + 1 < steps.length ? steps[t + 1].parameters : adapted;
  return known ?? adapt(policy, settings)(steps[t]);
};

const coupledOf = (
  differences: readonly Difference[],
  added: readonly { readonly vector: Vector }[],
  lambda: Vector,
  stepSize: number,
  step: InnerStep,
): Coupled | undefined => {
  if (added.length === 0) return undefined;
  const vectors = added.map(({ vector }) => vector);
  const times = differences.reduce((total, one) => total + one.times, 0);
  return {
    lambda,
    sum: vectors.reduce((total, vector) => add(total, vector)),
    curvature: curvatureRows(times, stepSize, step),
  };
};

/** λ^1, …, λ^ζ of MAML: no term asks for λ^0. */
const adjointsOfMaml =
  (policy: Differentials, stepSize: number) =>
  ({ steps: [, ...steps], outer }: AdaptationTrace): readonly Vector[] =>
    E.toUnion(
      foldBackwards<never, undefined>((_t, step, lambda) => {
        const { parameters, batch } = step;
        const curvature = curvatureRows(1, stepSize, step);
        const passed = { parameters, batch, curvature, scoreWeights: undefined };
        return E.right({ lambda: backThroughStep(policy)(passed)(lambda), kept: undefined });
      })({ steps, outer }),
    ).lambdas;

/** k (α/N) w: what multiplies ∇²log π of each row where curvature counts k times. */
const curvatureRows = (times: number, stepSize: number, { batch, weights }: InnerStep): Vector | undefined =>
  times === 0 ? undefined : scale(times * (stepSize / batch.trajectories), weights.values);
