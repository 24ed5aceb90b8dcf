import { interpret } from './interpretation';
import { numbersByName, type Names } from './names';
import type { LeafNumbers } from './leaf';
import type { Term } from './term';

/**
 * Whether some part of a term is shrunk, so that it asks for a shrinkage factor.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { shrinks, shrunk, sum } from '@sgmrl/estimators';
 * deepStrictEqual([sum('curvature', shrunk('dice')), 'sg-mrl'].map((term) => shrinks(term)), [true, false]);
 * ```
 */
export const shrinks = (term: Term, names: Names<LeafNumbers> = numbersByName): boolean =>
  interpret<boolean, LeafNumbers>(
    {
      curvature: false,
      pairs: () => false,
      leaf: () => false,
      sum: (of) => of.includes(true),
      times: (_by, of) => of,
      centred: (of) => of,
      unchained: (of) => of,
      shrunk: () => true,
      last: (at, before) => at || before,
      coupled: () => false,
    },
    names,
  )(term);
