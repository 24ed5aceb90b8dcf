import { consistent, decodeWith, finiteNumber } from '@sgmrl/codecs';
import type { Inconsistency, InvalidField } from '@sgmrl/codecs';
import type { Either } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { horizonCodec, probability } from './codecs';

/**
 * A finite-horizon Markov decision process with S states and A actions, as plain arrays. Discounting belongs to
 * the algorithm and is not part of it.
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

/** How far from one a row of probabilities may sum. */
const tolerance = 1e-9;

const wrong = (
  path: Inconsistency['path'],
  expected: string,
  found: unknown,
  holds: boolean,
): readonly Inconsistency[] => (holds ? [] : [{ path, expected, found }]);

const distribution = (
  path: Inconsistency['path'],
  size: number,
  row: readonly number[],
): readonly Inconsistency[] => {
  const sum = row.reduce((total, p) => total + p, 0);
  const sumsToOne = Math.abs(sum - 1) <= tolerance;
  return row.length === size
    ? wrong(path, `probabilities that sum to 1 within 1e-9 (not to ${String(sum)})`, row, sumsToOne)
    : wrong(path, `${String(size)} probabilities, one for each state`, row, false);
};

const inconsistencies = ({ initial, transitions, rewards }: TabularMdp): readonly Inconsistency[] => {
  const states = initial.length;
  const actions = transitions.length === 0 ? 0 : transitions[0].length;
  const perState = `${String(states)} rows, one for each state`;
  const perAction = `${String(actions)} entries, one for each action`;
  return [
    ...distribution(['initial'], states, initial),
    ...wrong(['transitions'], perState, transitions, transitions.length === states),
    ...transitions
      .slice(0, 1)
      .flatMap((rows) => wrong(['transitions', 0], 'an entry for at least one action', rows, actions > 0)),
    ...wrong(['rewards'], perState, rewards, rewards.length === states),
    ...transitions.flatMap((rows, s) => wrong(['transitions', s], perAction, rows, rows.length === actions)),
    ...rewards.flatMap((row, s) => wrong(['rewards', s], perAction, row, row.length === actions)),
    ...transitions.flatMap((rows, s) =>
      rows.flatMap((row, a) => distribution(['transitions', s, a], states, row)),
    ),
  ];
};

/**
 * Codec of a {@link TabularMdp}: probabilities in [0, 1] whose rows sum to one within 1e-9, finite rewards, arrays that
 * fit together. Further fields are left alone, so that a file format can extend it by `t.intersection`.
 */
export const TabularMdp: t.Type<TabularMdp> = consistent(
  t.type(
    {
      initial: t.readonlyArray(probability, 'array of probabilities'),
      transitions: t.readonlyArray(
        t.readonlyArray(
          t.readonlyArray(probability, 'array of probabilities'),
          'array with a row for each action',
        ),
        'array with an entry for each state',
      ),
      rewards: t.readonlyArray(
        t.readonlyArray(finiteNumber, 'array with a number for each action'),
        'array with a row for each state',
      ),
      horizon: horizonCodec,
    },
    'tabular MDP',
  ),
  'tabular MDP',
  inconsistencies,
);

/**
 * An MDP from arrays; Left lists each wrong place with its path, what was expected and what was found.
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
export const tabularMdp: (arrays: unknown) => Either<readonly InvalidField[], TabularMdp> =
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

const checkLength = (path: string, { length }: readonly unknown[], expected: number): void => {
  if (length !== expected)
    throw new RangeError(`MDP: ${path}: expected ${String(expected)} entries, found ${String(length)}`);
};

/** Throws a RangeError unless the arrays of an MDP fit together. */
export const checkArrays = ({ initial, transitions, rewards }: TabularMdp): void => {
  const states = initial.length;
  checkLength('transitions', transitions, states);
  checkLength('rewards', rewards, states);
  rewards.forEach((row, s) => {
    const actions = rewards[0].length;
    checkLength(`rewards.${String(s)}`, row, actions);
    checkLength(`transitions.${String(s)}`, transitions[s], actions);
    transitions[s].forEach((next, a) => {
      checkLength(`transitions.${String(s)}.${String(a)}`, next, states);
    });
  });
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
