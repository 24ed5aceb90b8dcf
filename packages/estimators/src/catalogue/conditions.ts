import type { Given } from '../terms/given';

/** A condition that makes some terms equal. */
export interface Condition {
  /** What holds, as {@link areEqual} takes it. */
  readonly given: Given;
  /** The same as an equation, for people. */
  readonly text: string;
  /** As `sgmrl explain --given` takes it. */
  readonly flag: string;
}

/**
 * Conditions that are tried one at a time where terms are compared.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { areEqual, conditions } from '@sgmrl/estimators';
 * const enough = conditions.filter(({ given }) => areEqual('dice', 'taypo-2', given));
 * ok(enough.some(({ text }) => text === 'κ = 1'));
 * ```
 */
export const conditions: readonly Condition[] = [
  { given: { trajectories: 1 }, text: 'N = 1', flag: 'N=1' },
  { given: { stepSize: 0 }, text: 'α = 0', flag: 'alpha=0' },
  { given: { horizon: 1 }, text: 'H = 1', flag: 'H=1' },
  { given: { decay: 1 }, text: 'κ = 1', flag: 'kappa=1' },
];
