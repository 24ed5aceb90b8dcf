import { byKind } from '@sgmrl/codecs';
import type { Type } from 'io-ts';
import { BernoulliBanditSpec, bernoulliBandit, bernoulliBanditDefault } from './bernoulli-bandit';
import { CartPoleSpec, cartPole, cartPoleDefault } from './cart-pole';
import { Navigation2dSpec, navigation2d, navigation2dDefault } from './navigation-2d';
import { RandomTabularSpec, randomTabular, randomTabularDefault } from './random-tabular';
import { TabularSpec, tabular, tabularDefault } from './tabular';
import type { TaskDistribution } from './task-distribution';

/**
 * A task distribution whose task and state types are its own business: ∃ Task, State. TaskDistribution<Task, State>,
 * encoded by what can be done with it.
 */
export type SomeTaskDistribution = <R>(
  use: <Task, State>(distribution: TaskDistribution<Task, State>) => R,
) => R;

/**
 * Hides the task and state types of a distribution, one of your own included.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { navigation2d, navigation2dDefault, someTaskDistribution } from '@sgmrl/environments';
 * const some = someTaskDistribution(navigation2d(navigation2dDefault));
 * strictEqual(some(({ name }) => name), 'navigation-2d');
 * ```
 */
export const someTaskDistribution =
  <Task, State>(distribution: TaskDistribution<Task, State>): SomeTaskDistribution =>
  (use) =>
    use(distribution);

interface Row<Spec> {
  readonly codec: Type<Spec>;
  readonly defaultSpec: Spec;
  readonly build: (spec: Spec) => SomeTaskDistribution;
}

const row = <Spec, Task, State>(
  codec: Type<Spec>,
  defaultSpec: Spec,
  distribution: (spec: Spec) => TaskDistribution<Task, State>,
): Row<Spec> => ({ codec, defaultSpec, build: (spec) => someTaskDistribution(distribution(spec)) });

/** Adding an environment adds one row; the key is the `kind` of its spec. */
const rows = {
  'navigation-2d': row(Navigation2dSpec, navigation2dDefault, navigation2d),
  tabular: row(TabularSpec, tabularDefault, tabular),
  'random-tabular': row(RandomTabularSpec, randomTabularDefault, randomTabular),
  'bernoulli-bandit': row(BernoulliBanditSpec, bernoulliBanditDefault, bernoulliBandit),
  'cart-pole': row(CartPoleSpec, cartPoleDefault, cartPole),
};

type Specs = { readonly [K in keyof typeof rows]: (typeof rows)[K]['defaultSpec'] };
const table: { readonly [K in keyof Specs]: Row<Specs[K]> } = rows;

/** The name of a registered environment. */
export type EnvironmentKind = keyof Specs;

/** A registered task distribution as plain data, told apart by `kind`. */
export type EnvironmentSpec = Specs[EnvironmentKind];

/** Codec of an {@link EnvironmentSpec}: every field must be there, and no other. */
export const EnvironmentSpec: Type<EnvironmentSpec> = byKind<EnvironmentSpec>(
  'environment',
  Object.fromEntries(Object.entries(rows).map(([kind, { codec }]) => [kind, codec])),
);

const isKind = (key: string): key is EnvironmentKind => Object.hasOwn(rows, key);

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
export const environmentKinds: readonly EnvironmentKind[] = Object.keys(rows).filter(isKind);

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
export const defaultSpec = <K extends EnvironmentKind>(kind: K): Specs[K] => table[kind].defaultSpec;

const build = <K extends EnvironmentKind>(kind: K, spec: Specs[K]): SomeTaskDistribution =>
  table[kind].build(spec);

/**
 * The task distribution that a spec describes. The spec is taken to be valid: decode what comes from outside first.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { defaultSpec, fromSpec } from '@sgmrl/environments';
 * const withTasks = fromSpec({ ...defaultSpec('bernoulli-bandit'), horizon: 20 });
 * strictEqual(withTasks((distribution) => distribution.horizon), 20);
 * ```
 */
export const fromSpec = (spec: EnvironmentSpec): SomeTaskDistribution => build(spec.kind, spec);
