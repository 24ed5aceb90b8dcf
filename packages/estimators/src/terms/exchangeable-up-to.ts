import { interpret } from './interpretation';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import type { Term } from './term';

/**
 * The greatest N for which permuting the trajectories of the inner batches leaves the estimate of a
 * term as it is, up to rounding: Infinity where it always does. Not every sound estimator is so:
 * one may treat the first trajectories apart.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { exchangeableUpTo } from '@sgmrl/estimators';
 * const upTo = ['sg-mrl', 'leave-one-out-corrected'].map((name) => exchangeableUpTo(name));
 * deepStrictEqual(upTo, [Infinity, 4]);
 * ```
 */
export const exchangeableUpTo = (term: Term, names: Names = builtInNames): number =>
  interpret<number>(
    {
      curvature: Infinity,
      pairs: () => Infinity,
      leaf: (_name, leaf) => leaf.exchangeableUpTo,
      sum: (of) => of.reduce((least, one) => Math.min(least, one), Infinity),
      times: (_by, of) => of,
      centred: (of) => of,
      unchained: (of) => of,
      shrunk: (of) => of,
      last: (at, before) => Math.min(at, before),
      coupled: () => Infinity,
    },
    names,
  )(term);
