import { interpret } from './interpretation';
import { builtInNames, type Names } from './names';
import type { Term } from './term';

/**
 * Whether permuting the trajectories of the inner batches leaves the estimate of a term as it is, up to rounding. Not
 * every sound estimator is so: one may treat the first trajectories apart.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { isExchangeable } from '@sgmrl/estimators';
 * deepStrictEqual(['sg-mrl', 'leave-one-out-corrected'].map((name) => isExchangeable(name)), [true, false]);
 * ```
 */
export const isExchangeable = (term: Term, names: Names = builtInNames): boolean =>
  interpret<boolean>(
    {
      curvature: true,
      pairs: () => true,
      leaf: (_name, { exchangeable }) => exchangeable,
      sum: (of) => of.every((one) => one),
      times: (_by, of) => of,
      centred: (of) => of,
      unchained: (of) => of,
      last: (at, before) => at && before,
    },
    names,
  )(term);
