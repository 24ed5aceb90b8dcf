import { checkDifferentials, type Differentials } from '@sgmrl/policies';
import * as E from 'fp-ts/lib/Either.js';
import type { TraceSettings } from './algorithm';
import { backThroughTerm, type PassedTerm } from './back-through-term';
import type { Redraw } from './central-difference';
import { checkAdaptation, checkShrinkageFactor } from './check-settings';
import { checkTrace } from './check-trace';
import { foldBackwards, type Folded } from './fold-backwards';
import type { AdaptationTrace } from './trace';

/** λ^0, …, λ^ζ of a trace that fits, and what the term made of each inner step. */
export const adjointsWith = (policy: Differentials, settings: TraceSettings) => {
  const back = backThroughTerm(policy, settings);
  return <Failure, Drawn>(redraw: Redraw<Failure, Drawn>) =>
    (trace: AdaptationTrace): E.Either<Failure, Folded<PassedTerm<Drawn>>> =>
      foldBackwards(back(redraw)(trace))(trace);
};

/**
 * {@link adjointsWith} of a term that draws nothing; with fewer trajectories than it takes, what
 * its maps make of them.
 */
export const adjoints = (
  policy: Differentials,
  settings: TraceSettings,
): ((trace: AdaptationTrace) => Folded<PassedTerm<never>>) => {
  const fold = adjointsWith(policy, settings)(nothingDrawn);
  return (trace) => E.toUnion(fold(trace));
};

/** Terms that draw are refused before. */
const nothingDrawn: Redraw<never, never> = () => {
  throw new RangeError('expected an estimator that draws no trajectories of its own');
};

/** Throws a RangeError unless policy, settings and then the trace fit; gives the trace. */
export const fittingTrace = (
  policy: Differentials,
  settings: TraceSettings,
): ((trace: AdaptationTrace) => AdaptationTrace) => {
  checkDifferentials(policy);
  checkAdaptation(settings);
  checkShrinkageFactor(settings);
  const checked = checkTrace(settings);
  return (trace) => {
    checked(trace);
    return trace;
  };
};
