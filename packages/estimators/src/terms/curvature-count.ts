import type { Position } from './claim';
import { addCounts, count, isOnce, multiplyCount, type Count } from './counted';
import { digits } from './digits';
import { interpret } from './interpretation';
import { numbersByName, type Names } from './names';
import type { LeafNumbers } from './leaf';
import type { Term } from './term';

/**
 * How often curvature counts at an inner step of N trajectories, where that is not once; a central
 * difference holds it once.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { coupled, curvatureCount, sum } from '@sgmrl/estimators';
 * const twice = sum('curvature', coupled(0.1));
 * deepStrictEqual([twice, 'maml', 'dice'].map((term) => curvatureCount(term, 'last', 20)), ['2', undefined, '0']);
 * ```
 */
export const curvatureCount = (
  term: Term,
  position: Position,
  trajectories: number,
  names: Names<LeafNumbers> = numbersByName,
): string | undefined => {
  const counted = interpret<Count, LeafNumbers>(
    {
      curvature: count(1),
      pairs: () => count(0),
      leaf: () => count(0),
      sum: (of) => of.reduce(addCounts, count(0)),
      times: (by, of) => multiplyCount(by === '1/N' ? 1 / trajectories : by, of),
      centred: (of) => of,
      unchained: (of) => of,
      shrunk: (of) => of,
      last: (at, before) => (position === 'last' ? at : before),
      coupled: () => count(1),
    },
    names,
  )(term);
  return isOnce(counted) ? undefined : digits(counted.times);
};
