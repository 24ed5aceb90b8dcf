import {
  exchangeableUpTo,
  leastTrajectories,
  metaGradient,
  parts,
  sum,
  type Names,
  type Term,
} from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import type { TraceEstimator } from './exact/exact-moments';
import { asAlgorithm, type Setting } from './setting';

/** A named estimator of the meta-gradient. */
export interface CatalogueEntry {
  readonly name: string;
  /** The whole term, curvature included. */
  readonly estimator: Term;
}

/**
 * Every estimator of the library: MAML, first-order MAML, and one for each part beside curvature. A new part in the
 * library is a new entry here.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { catalogue } from '@sgmrl/theory';
 * ok(catalogue.some(({ name }) => name === 'leave-one-out'));
 * ```
 */
export const catalogue: readonly CatalogueEntry[] = [
  { name: 'maml', estimator: 'maml' },
  { name: 'fomaml', estimator: 'fomaml' },
  ...Object.keys(parts)
    .filter((part) => part !== 'none')
    .map((part) => ({ name: part, estimator: sum('curvature', part) })),
];

/**
 * Whether an entry takes inner batches of so many trajectories: a baseline of the others needs others.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { catalogue, takes } from '@sgmrl/theory';
 * deepStrictEqual(catalogue.filter((entry) => !takes(1)(entry)).map(({ name }) => name), ['trajectory-baseline']);
 * ```
 */
export const takes =
  (trajectories: number, names?: Names) =>
  ({ estimator }: CatalogueEntry): boolean =>
    trajectories >= leastTrajectories(estimator, names);

/** The size of the tabular softmax policy that an estimator is to be run with. */
export interface PolicySize {
  readonly states: number;
  readonly actions: number;
}

/** An entry as a function of one trace. */
export const traceEstimator = (
  { estimator }: CatalogueEntry,
  { states, actions }: PolicySize,
  setting: Setting,
  names?: Names,
): TraceEstimator => ({
  estimate: metaGradient(tabularSoftmax(states, actions), asAlgorithm(setting, { estimator }), names),
  exchangeableUpTo: exchangeableUpTo(estimator, names),
});
