import { consistent, record, wholeNumber } from '@sgmrl/codecs';
import { log1p } from '@sgmrl/elementary';
import { foldIn, uniform } from '@sgmrl/prng';
import type { Key } from '@sgmrl/prng';
import * as t from 'io-ts';
import { checkSpec } from './check-spec';
import { horizonCodec } from './codecs';
import { tabularTasks } from './tabular';
import type { TabularState } from './tabular';
import { numbersOf } from './tabular-mdp';
import type { TabularMdp, TabularSize } from './tabular-mdp';
import { environmentRow } from './environment-row';
import type { TaskDistribution } from './task-distribution';

/** The size of the MDPs that {@link randomTabular} draws. */
export interface RandomTabularSpec extends TabularSize {
  readonly kind: 'random-tabular';
}

/** S²A, the transition probabilities that a task holds in memory. */
const largestTable = 10_000_000;

/** Decodes a spec, strictly: S and A up to 1,000, S²A up to 10⁷, and no other field. */
export const RandomTabularSpec: t.Type<RandomTabularSpec> = consistent(
  record('random-tabular environment', {
    kind: t.literal('random-tabular'),
    states: wholeNumber(1, 1_000),
    actions: wholeNumber(1, 1_000),
    horizon: horizonCodec,
  }),
  'random-tabular environment',
  ({ states, actions }) =>
    states * states * actions <= largestTable
      ? []
      : [{ path: ['states'], expected: 'states² × actions at most 10,000,000', found: states }],
);

/** Five states, three actions, ten steps. */
export const randomTabularDefault: RandomTabularSpec = {
  kind: 'random-tabular',
  states: 5,
  actions: 3,
  horizon: 10,
};

/** Consecutive pieces of one length: the rows of what is stored row by row. */
const rowsOf = <A>(data: readonly A[], length: number): readonly (readonly A[])[] =>
  Array.from({ length: data.length / length }, (_, i) => data.slice(i * length, (i + 1) * length));

/** Dirichlet(1, …, 1), uniform on the simplex: independent exponentials divided by their sum. */
const dirichlet = (uniforms: readonly number[]): readonly number[] => {
  const exponentials = uniforms.map((u) => -log1p(-u));
  const sum = exponentials.reduce((total, e) => total + e, 0);
  return sum > 0 ? exponentials.map((e) => e / sum) : uniforms.map(() => 1 / uniforms.length);
};

const sampleMdp = ({ states, actions, horizon }: TabularSize, key: Key): TabularMdp => {
  const draw = (stream: number, n: number) => [...uniform(foldIn(key, stream), n)];
  return {
    initial: dirichlet(draw(0, states)),
    transitions: rowsOf(rowsOf(draw(1, states * actions * states), states).map(dirichlet), actions),
    rewards: rowsOf(draw(2, states * actions), actions),
    horizon,
  };
};

/**
 * Random MDPs: each task draws p(s_0) and every p(·|s, a) from Dirichlet(1, …, 1) and every r(s, a)
 * from U[0, 1). Its features are these S + S²A + SA numbers.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { randomTabular } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * const tasks = randomTabular({ kind: 'random-tabular', states: 3, actions: 2, horizon: 4 });
 * const mdp = tasks.sample(key(0));
 * deepStrictEqual([mdp.initial.length, mdp.rewards[0].length, mdp.horizon], [3, 2, 4]);
 * ```
 */
export const randomTabular = (spec: RandomTabularSpec): TaskDistribution<TabularMdp, TabularState> => {
  checkSpec('random-tabular', RandomTabularSpec, spec);
  return tabularTasks(spec.kind, spec, (key) => sampleMdp(spec, key), numbersOf);
};

/** The row of the built-in vocabulary. */
export const randomTabularRow = environmentRow({
  spec: RandomTabularSpec,
  default: randomTabularDefault,
  about: 'finite MDPs drawn at random',
  tasks: randomTabular,
});
