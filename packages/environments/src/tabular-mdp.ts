import {
  checkOnlyFields,
  consistent,
  decodeWith,
  describeInvalidField,
  type Inconsistency,
  type Interval,
  type InvalidField,
} from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { horizons, probabilities, rewardsOfSteps } from './intervals';

/**
 * A finite-horizon Markov decision process with S states and A actions, as plain arrays.
 * Discounting belongs to the algorithm and is not part of it.
 */
export interface TabularMdp {
  /** p(s_0 = s): S numbers. */
  readonly initial: readonly number[];
  /** p(s'|s, a) at [s][a][s']: S × A × S. */
  readonly transitions: readonly (readonly (readonly number[])[])[];
  /** r(s, a) at [s][a]: S × A. */
  readonly rewards: readonly (readonly number[])[];
  /** H, the number of steps. */
  readonly horizon: number;
}

type Path = Inconsistency['path'];

/** What is wrong with an entry of a list. */
type Looks = (path: Path, entry: unknown) => Iterable<Inconsistency>;

const isList = (u: unknown): u is readonly unknown[] => Array.isArray(u);

const numberIn = ({ name, is }: Interval): Looks =>
  function* (path, entry) {
    if (!is(entry)) yield { path, expected: name, found: entry };
  };

const listOf = (expected: string, looks: Looks): Looks =>
  function* (path, list) {
    if (!isList(list)) {
      yield { path, expected, found: list };
      return;
    }
    for (const [i, entry] of list.entries()) yield* looks([...path, i], entry);
  };

const numbersIn = (expected: string, { name, is }: Interval): Looks =>
  function* (path, list) {
    if (!isList(list)) {
      yield { path, expected, found: list };
      return;
    }
    for (const [i, x] of list.entries()) if (!is(x)) yield { path: [...path, i], expected: name, found: x };
  };

const distributions = numbersIn('array of probabilities', probabilities);

const fields: { readonly [K in keyof TabularMdp]: Looks } = {
  initial: distributions,
  transitions: listOf(
    'array with an entry for each state',
    listOf('array with a row for each action', distributions),
  ),
  rewards: listOf(
    'array with a row for each state',
    numbersIn('array with a number for each action', rewardsOfSteps),
  ),
  horizon: numberIn(horizons),
};

/** What keeps a value from having the fields of an MDP: lists of lists of numbers that may be. */
function* wrongFields(u: unknown): Generator<Inconsistency> {
  if (typeof u !== 'object' || u === null || Array.isArray(u)) {
    yield { path: [], expected: 'tabular MDP', found: u };
    return;
  }
  for (const [name, looks] of Object.entries(fields)) {
    const found: unknown = Reflect.get(u, name);
    yield* looks([name], found);
  }
}

const isNone = (found: Iterable<Inconsistency>): boolean => {
  for (const _ of found) return false;
  return true;
};

const hasFields = (u: unknown): u is TabularMdp => isNone(wrongFields(u));

/** How far from one a row of probabilities may sum. */
const tolerance = 1e-9;

function* distribution(
  path: Inconsistency['path'],
  size: number,
  row: readonly number[],
): Generator<Inconsistency> {
  const sum = row.reduce((total, p) => total + p, 0);
  if (row.length !== size)
    yield { path, expected: `${String(size)} probabilities, one for each state`, found: row };
  else if (!(Math.abs(sum - 1) <= tolerance))
    yield { path, expected: `probabilities that sum to 1 within 1e-9 (not to ${String(sum)})`, found: row };
}

function* inconsistencies({ initial, transitions, rewards }: TabularMdp): Generator<Inconsistency> {
  const states = initial.length;
  const actions = transitions.length === 0 ? 0 : transitions[0].length;
  const perState = `${String(states)} rows, one for each state`;
  const perAction = `${String(actions)} entries, one for each action`;
  yield* distribution(['initial'], states, initial);
  if (transitions.length !== states) yield { path: ['transitions'], expected: perState, found: transitions };
  if (transitions.length > 0 && actions === 0)
    yield { path: ['transitions', 0], expected: 'an entry for at least one action', found: transitions[0] };
  if (rewards.length !== states) yield { path: ['rewards'], expected: perState, found: rewards };
  for (const [s, rows] of transitions.entries())
    if (rows.length !== actions) yield { path: ['transitions', s], expected: perAction, found: rows };
  for (const [s, row] of rewards.entries())
    if (row.length !== actions) yield { path: ['rewards', s], expected: perAction, found: row };
  for (const [s, rows] of transitions.entries())
    for (const [a, row] of rows.entries()) yield* distribution(['transitions', s, a], states, row);
}

/** All that keeps a value from being an MDP; nothing of one that is. */
const misfits = (u: unknown): Iterable<Inconsistency> => (hasFields(u) ? inconsistencies(u) : wrongFields(u));

const isMdp = (u: unknown): u is TabularMdp => isNone(misfits(u));

const checked = consistent(t.unknown, 'tabular MDP', misfits);

/**
 * Codec of a {@link TabularMdp}: probabilities in [0, 1] whose rows sum to one within 1e-9, rewards
 * up to 1e30 in size, arrays that fit together. Further fields are left alone, so that a file
 * format can extend it by `t.intersection`.
 */
export const TabularMdp: t.Type<TabularMdp> = new t.Type<TabularMdp>(
  'tabular MDP',
  isMdp,
  (u, context) => {
    const decoded = checked.validate(u, context);
    if (E.isLeft(decoded)) return decoded;
    return isMdp(u) ? t.success(u) : t.failure(u, context);
  },
  t.identity,
);

/**
 * An MDP from arrays; Left lists each wrong place with its path, what was expected and what was
 * found.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabularMdp } from '@sgmrl/environments';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 3 };
 * deepStrictEqual(tabularMdp(coin), { _tag: 'Right', right: coin });
 * deepStrictEqual(tabularMdp({ ...coin, rewards: [[0]] }), {
 *   _tag: 'Left',
 *   left: [{ path: 'rewards.0', expected: '2 entries, one for each action', found: [0] }],
 * });
 * ```
 */
export const tabularMdp: (arrays: unknown) => E.Either<readonly InvalidField[], TabularMdp> =
  decodeWith(TabularMdp);

/** What all tasks of a distribution over tabular MDPs share. */
export interface TabularSize {
  /** S */
  readonly states: number;
  /** A */
  readonly actions: number;
  /** H */
  readonly horizon: number;
}

/**
 * The size of a valid MDP.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { sizeOf } from '@sgmrl/environments';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 3 };
 * deepStrictEqual(sizeOf(coin), { states: 1, actions: 2, horizon: 3 });
 * ```
 */
export const sizeOf = ({ initial, rewards, horizon }: TabularMdp): TabularSize => ({
  states: initial.length,
  actions: rewards[0].length,
  horizon,
});

/** MDPs that were found to be valid. They are immutable, and many functions ask of each. */
const valid = new WeakSet<TabularMdp>();

/**
 * Throws a RangeError, which says where, what was expected and what was found, unless an MDP is
 * what {@link TabularMdp} says: arrays that fit together, finite rewards up to 1e30 in size, rows
 * of probabilities that sum to one, a horizon from 1 on; and no other field.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkMdp } from '@sgmrl/environments';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 3 };
 * checkMdp(coin);
 * throws(() => checkMdp({ ...coin, rewards: [[0, NaN]] }), /^RangeError: MDP: rewards.0.1: expected number from/);
 * ```
 */
export const checkMdp = (mdp: TabularMdp): void => {
  if (valid.has(mdp)) return;
  for (const { path, ...wrong } of misfits(mdp))
    throw new RangeError(`MDP: ${describeInvalidField({ ...wrong, path: path.join('.') })}`);
  checkOnlyFields('MDP', mdp, {
    initial: 'anything',
    transitions: 'anything',
    rewards: 'anything',
    horizon: 'anything',
  });
  valid.add(mdp);
};

/** p(s_0), p(s'|s, a) and r(s, a), one after the other: S + S²A + SA numbers. */
export const numbersOf = ({ initial, transitions, rewards }: TabularMdp): readonly number[] => [
  ...initial,
  ...transitions.flat(2),
  ...rewards.flat(),
];

export const sameSize = (a: TabularSize, b: TabularSize): boolean =>
  a.states === b.states && a.actions === b.actions && a.horizon === b.horizon;

/** What an MDP of this size is called in messages. */
export const sizeName = ({ states, actions, horizon }: TabularSize): string =>
  `MDP of ${String(states)} states, ${String(actions)} actions and horizon ${String(horizon)}`;
