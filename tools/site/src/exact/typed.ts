import { drawsAnew, leastTrajectories, shrinks, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { readTerm } from '../typed-term';
import type { Choices } from './choices';

/** What the term that was typed is called in the table. */
export const yours = 'your term';

/**
 * The term that a reader has typed, if any. Left says why there are no exact numbers of it.
 */
export const typedTerm = ({ term, n }: Choices): E.Either<string, Term | undefined> =>
  term.trim() === ''
    ? E.right(undefined)
    : pipe(
        readTerm(term),
        E.filterOrElse(
          (estimator) => !drawsAnew(estimator),
          () => 'expected a term that draws no trajectories of its own, found one that does',
        ),
        E.filterOrElse(
          (estimator) => !shrinks(estimator),
          () => 'expected a term without shrunk, whose factor comes with training, found one with it',
        ),
        E.filterOrElse(
          (estimator) => leastTrajectories(estimator) <= n,
          (estimator) =>
            `expected at least ${String(leastTrajectories(estimator))} trajectories N, found ${String(n)}`,
        ),
      );
