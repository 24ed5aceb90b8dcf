import { builtInNames } from './built-in-names';
import type { Given } from './given';
import { collected, equalIn, sums } from './monomials';
import type { Names } from './names';
import type { Term } from './term';

/**
 * The normal form of a term under conditions: two terms with the same form are the same map. It has
 * coefficients to their last digit; {@link areEqual} forgives what rounding does to them. A term
 * whose last inner step differs from those before has a form for both.
 *
 * @throws RangeError if a term has no meaning, or a condition is none.
 *
 * @example
 * ```ts
 * import { notStrictEqual, strictEqual } from 'node:assert';
 * import { normalForm } from '@sgmrl/estimators';
 * const one = { trajectories: 1 };
 * strictEqual(normalForm('e-maml', one), normalForm('algorithm-1', one));
 * notStrictEqual(normalForm('e-maml', {}), normalForm('algorithm-1', {}));
 * const twice = { op: 'transpose', of: { op: 'transpose', of: 'dice' } } as const;
 * strictEqual(normalForm(twice, {}), normalForm('dice', {}));
 * ```
 */
export const normalForm = (term: Term, given: Given = {}, names: Names = builtInNames): string => {
  const { last, earlier } = sums(term, given, names);
  return JSON.stringify({ last: last && collected(last), earlier: earlier && collected(earlier) });
};

/**
 * Whether a term is the same map as others under conditions, see {@link areEqual}: what is asked of
 * the one is computed once.
 *
 * @throws RangeError if a term has no meaning, or a condition is none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { equalTo } from '@sgmrl/estimators';
 * deepStrictEqual(['taypo-2', 'loaded-dice', 'lvc'].map(equalTo('dice', { decay: 1 })), [true, true, false]);
 * ```
 */
export const equalTo = (
  one: Term,
  given: Given = {},
  names: Names = builtInNames,
): ((other: Term) => boolean) => equalIn(names, given)(one);

/**
 * Whether two terms are the same map under conditions: whether their difference has the normal form
 * of nothing. `false` says that it has another, not that some data tell them apart.
 *
 * @throws RangeError if a term has no meaning, or a condition is none.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { areEqual } from '@sgmrl/estimators';
 * strictEqual(areEqual('dice', 'taypo-2', { decay: 1 }), true);
 * strictEqual(areEqual('dice', 'taypo-2'), false);
 * ```
 */
export const areEqual = (a: Term, b: Term, given: Given = {}, names: Names = builtInNames): boolean =>
  equalTo(a, given, names)(b);
