import { leastTrajectories } from '../terms/least-trajectories';
import { parts } from '../terms/library';
import type { Names } from '../terms/names';
import { sum, type Term } from '../terms/term';

/** A named estimator of the meta-gradient. */
export interface CatalogueEntry {
  /** That of the part beside curvature, or of the whole term. */
  readonly name: string;
  /** The whole term, curvature included. */
  readonly estimator: Term;
}

/**
 * Every estimator of the library: MAML, first-order MAML, coupled rollouts, and one for each part
 * beside curvature. A new part in the library is a new entry here.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { catalogue } from '@sgmrl/estimators';
 * ok(catalogue.some(({ name }) => name === 'leave-one-out'));
 * ```
 */
export const catalogue: readonly CatalogueEntry[] = [
  { name: 'maml', estimator: 'maml' },
  { name: 'fomaml', estimator: 'fomaml' },
  { name: 'coupled', estimator: 'coupled' },
  ...Object.keys(parts)
    .filter((part) => part !== 'none')
    .map((part) => ({ name: part, estimator: sum('curvature', part) })),
];

/**
 * Whether an entry takes inner batches of so many trajectories: a baseline of the others needs
 * others.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { catalogue, takes } from '@sgmrl/estimators';
 * const others = catalogue.filter((entry) => !takes(1)(entry));
 * deepStrictEqual(others.map(({ name }) => name), ['trajectory-baseline']);
 * ```
 */
export const takes =
  (trajectories: number, names?: Names) =>
  ({ estimator }: CatalogueEntry): boolean =>
    trajectories >= leastTrajectories(estimator, names);
