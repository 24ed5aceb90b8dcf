import { interpret } from './interpretation';
import { numbersByName, type Names } from './names';
import type { LeafNumbers } from './leaf';
import type { Term } from './term';

/**
 * How many trajectories of an inner batch a term takes: with fewer, some leaf of it is another
 * estimator.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { leastTrajectories } from '@sgmrl/estimators';
 * const least = ['sg-mrl', 'trajectory-baseline'].map((name) => leastTrajectories(name));
 * deepStrictEqual(least, [1, 2]);
 * ```
 */
export const leastTrajectories = (term: Term, names: Names<LeafNumbers> = numbersByName): number =>
  interpret<number, LeafNumbers>(
    {
      curvature: 1,
      pairs: () => 1,
      leaf: (_name, leaf) => leaf.leastTrajectories,
      sum: (of) => of.reduce((greatest, one) => Math.max(greatest, one), 1),
      times: (_by, of) => of,
      centred: (of) => of,
      unchained: (of) => of,
      shrunk: (of) => of,
      last: (at, before) => Math.max(at, before),
      coupled: () => 1,
    },
    names,
  )(term);
