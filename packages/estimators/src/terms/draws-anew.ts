import { interpret } from './interpretation';
import { numbersByName, type Names } from './names';
import type { LeafNumbers } from './leaf';
import type { Term } from './term';

/**
 * Whether a term asks for trajectories of its own, beside those of the adaptation and of the outer
 * batch.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { coupled, drawsAnew, times } from '@sgmrl/estimators';
 * deepStrictEqual([drawsAnew('sg-mrl'), drawsAnew(times(0.5, coupled(0.1)))], [false, true]);
 * ```
 */
export const drawsAnew = (term: Term, names: Names<LeafNumbers> = numbersByName): boolean =>
  interpret<boolean, LeafNumbers>(
    {
      curvature: false,
      pairs: () => false,
      leaf: () => false,
      sum: (of) => of.includes(true),
      times: (_by, of) => of,
      centred: (of) => of,
      unchained: (of) => of,
      shrunk: (of) => of,
      last: (at, before) => at || before,
      coupled: () => true,
    },
    names,
  )(term);

/**
 * Throws a RangeError for a term that draws, where nothing can be drawn.
 *
 * @example See {@link drawsAnew}.
 */
export const checkDrawsNothing = (what: string, term: Term, names?: Names<LeafNumbers>): void => {
  if (drawsAnew(term, names))
    throw new RangeError(
      `${what}: expected an estimator that draws no trajectories of its own, found ${JSON.stringify(term)}`,
    );
};
