import type { Policy } from '@sgmrl/policies';
import type { Key } from '@sgmrl/prng';
import type { Matrix, Vector } from '@sgmrl/vector';

/** Actions that were drawn, one a row. */
export type Actions = readonly (readonly number[])[];

export const rowsOf = ({ rows, columns, data }: Matrix): Actions =>
  Array.from({ length: rows }, (_, k) => Array.from({ length: columns }, (__, j) => data[k * columns + j]));

/** What is drawn where observations take turns: `each` actions for each of them. */
export const drawInTurns = (
  policy: Policy,
  parameters: Vector,
  observations: readonly (readonly number[])[],
  each: number,
  key: Key,
): Actions => {
  const columns = observations[0].length;
  const data = Float64Array.from(
    { length: each * observations.length * columns },
    (_, i) => observations[Math.floor(i / columns) % observations.length][i % columns],
  );
  return rowsOf(policy.sample(parameters, { rows: each * observations.length, columns, data }, key));
};

/** The actions of observation number s of `count`, which take turns. */
export const turnsOf = (actions: Actions, s: number, count: number): Actions =>
  actions.filter((_, k) => k % count === s);
