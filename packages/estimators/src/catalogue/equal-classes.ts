import * as NEA from 'fp-ts/lib/NonEmptyArray.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Given } from '../terms/given';
import { wholes } from '../terms/library';
import { normalForm } from '../terms/normal-form';
import { catalogue, takes, type CatalogueEntry } from './catalogue';

/** The catalogue, and other names for what is in it. */
export const namedEstimators: readonly CatalogueEntry[] = [
  ...catalogue,
  ...Object.keys(wholes)
    .filter((name) => catalogue.every((entry) => entry.name !== name))
    .map((name) => ({ name, estimator: name })),
];

/**
 * Every class of estimators with the same normal form under conditions, of those that take data
 * which meet them; classes of one member included.
 */
export const classesUnder = (given: Given): readonly (readonly CatalogueEntry[])[] =>
  pipe(
    namedEstimators.filter(takes(given.trajectories ?? Infinity)),
    NEA.groupBy(({ estimator }) => normalForm(estimator, given)),
    (groups) => Object.values(groups),
  );

/**
 * The classes of two or more estimators that are the same map under conditions: their names, in the
 * order of the catalogue.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { equalClasses } from '@sgmrl/estimators';
 * deepStrictEqual(equalClasses({ decay: 1 })[1], ['dice', 'loaded-dice', 'taypo-2']);
 * ```
 */
export const equalClasses = (given: Given): readonly (readonly string[])[] =>
  classesUnder(given)
    .filter(({ length }) => length > 1)
    .map((members) => members.map(({ name }) => name));
