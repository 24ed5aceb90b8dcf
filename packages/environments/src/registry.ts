import { byKind, type Part } from '@sgmrl/codecs';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import type { Type } from 'io-ts';
import { bernoulliBanditRow } from './bernoulli-bandit';
import { checkSpec } from './check-spec';
import { cartPoleRow } from './cart-pole';
import type { EnvironmentRow } from './environment-row';
import { fourCornersRow } from './four-corners';
import { linearQuadraticRow } from './linear-quadratic';
import { navigation2dRow } from './navigation-2d';
import { randomTabularRow } from './random-tabular';
import type { SomeTaskDistribution } from './some-task-distribution';
import { sparseNavigationRow } from './sparse-navigation';
import { tabularRow } from './tabular';

/** The environments of this package: adding one adds one row; the key is the `kind` of its spec. */
export const environmentRows = {
  'navigation-2d': navigation2dRow,
  'four-corners': fourCornersRow,
  'sparse-navigation': sparseNavigationRow,
  tabular: tabularRow,
  'random-tabular': randomTabularRow,
  'bernoulli-bandit': bernoulliBanditRow,
  'cart-pole': cartPoleRow,
  'linear-quadratic': linearQuadraticRow,
};

/** The specs of the rows, by their kind. */
type Specs = { readonly [K in keyof typeof environmentRows]: (typeof environmentRows)[K]['default'] };
const table: { readonly [K in keyof Specs]: EnvironmentRow<Specs[K]> } = environmentRows;

/** The name of a registered environment. */
export type EnvironmentKind = keyof Specs;

/** A registered task distribution as plain data, told apart by `kind`. */
export type EnvironmentSpec = Specs[EnvironmentKind];

/** Codec of an {@link EnvironmentSpec}: every field must be there, and no other. */
export const EnvironmentSpec: Type<EnvironmentSpec> = byKind<EnvironmentSpec>(
  'environment',
  RR.map(({ spec }: { readonly spec: Part<EnvironmentSpec> }) => spec)(environmentRows),
);

const isKind = (key: string): key is EnvironmentKind => Object.hasOwn(environmentRows, key);

/**
 * The names of the registered environments.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { environmentKinds } from '@sgmrl/environments';
 * ok(environmentKinds.includes('cart-pole'));
 * ```
 */
export const environmentKinds: readonly EnvironmentKind[] = Object.keys(environmentRows).filter(isKind);

/**
 * A complete spec of a kind, to start a configuration from.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { defaultSpec } from '@sgmrl/environments';
 * strictEqual(defaultSpec('navigation-2d').horizon, 100);
 * ```
 */
export const defaultSpec = <K extends EnvironmentKind>(kind: K): Specs[K] => table[kind].default;

/**
 * The task distribution that a spec describes.
 *
 * @throws RangeError unless the spec is valid.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { defaultSpec, fromEnvironmentSpec } from '@sgmrl/environments';
 * const withTasks = fromEnvironmentSpec({ ...defaultSpec('bernoulli-bandit'), horizon: 20 });
 * strictEqual(withTasks((distribution) => distribution.horizon), 20);
 * ```
 */
export const fromEnvironmentSpec = (spec: EnvironmentSpec): SomeTaskDistribution => {
  checkSpec('environment', EnvironmentSpec, spec);
  return environmentRows[spec.kind].tasks(spec);
};
