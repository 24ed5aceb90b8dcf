import type { Space } from '@sgmrl/environments';
import type { Actions } from './sampled-actions';
import { meanOf, sumIsPlausible } from './stray';
import { forEvery, verdict, type Verdict } from './verdict';

/** Numbers of each action, from 0 to 1, that tell actions apart. */
export type Marks = readonly (readonly number[])[];

/** How many discrete actions are told apart. */
const markedActions = 4;

/**
 * Marks of actions whose observations take turns: for each of the first discrete actions whether it
 * was taken, for each continuous coordinate its rank among other draws for the same observation.
 */
export const marksOf = ({ kind }: Space, others: readonly Actions[]): ((actions: Actions) => Marks) => {
  if (kind === 'discrete')
    return (actions) =>
      actions.map(([taken]) => Array.from({ length: markedActions }, (_, a) => (taken === a ? 1 : 0)));
  const sorted = others.map((draws) =>
    draws[0].map((_, j) => Float64Array.from(draws, (action) => action[j]).sort()),
  );
  return (actions) =>
    actions.map((action, k) => action.map((x, j) => rankIn(sorted[k % others.length][j], x)));
};

/** The share of sorted numbers below x. */
const rankIn = (sorted: Float64Array, x: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
};

/** Two rows that are to be independent. */
type Pair = readonly [readonly number[], readonly number[]];

/**
 * Pairs of rows that lie `lag` apart, each row in one pair at most, with those of one observation
 * behind each other.
 */
const pairsApart = (marks: Marks, lag: number, turns: number): readonly Pair[] =>
  pairsInTurns(
    marks.flatMap((mark, k): readonly (Pair | undefined)[] => [
      Math.floor(k / lag) % 2 === 0 && k + lag < marks.length ? [mark, marks[k + lag]] : undefined,
    ]),
    turns,
  );

const pairsInTurns = (pairs: readonly (Pair | undefined)[], turns: number): readonly Pair[] =>
  Array.from({ length: turns }, (_, s) =>
    pairs.filter((pair, k): pair is Pair => pair !== undefined && k % turns === s),
  ).flatMap((group) => group.slice(0, group.length - (group.length % 2)));

/**
 * Whether the two of a pair are uncorrelated: with (a, b) and (c, d) pairs of one distribution, (a
 * − c)(b − d)/2 has the covariance of a and b for its mean. Where they are independent it is as
 * likely to be x as −x, since a and c may change places.
 */
const uncorrelated = (what: string, pairs: readonly Pair[]): Verdict =>
  forEvery(pairs[0][0], (_, i) =>
    forEvery(
      [i - 1, i, i + 1].filter((j) => j in pairs[0][0]),
      (j) => {
        const products = Float64Array.from({ length: pairs.length / 2 }, (__, q) => {
          const [[a, b], [c, d]] = [pairs[2 * q], pairs[2 * q + 1]];
          return ((a[i] - c[i]) * (b[j] - d[j])) / 2;
        });
        return verdict(
          sumIsPlausible(products),
          () =>
            `actions ${what} are correlated: covariance ${meanOf(products).toPrecision(3)} of marks ${String(i)} and ${String(j)}`,
        );
      },
    ),
  );

/** Rows that lie one, two, three and `farther` apart are independent. */
export const rowsAreUncorrelated = (marks: Marks, turns: number, farther: number): Verdict =>
  forEvery([1, 2, 3, farther], (lag) =>
    uncorrelated(`of rows ${String(lag)} apart`, pairsApart(marks, lag, turns)),
  );

/** What two keys give in one row is independent. */
export const keysAreUncorrelated = (marks: Marks, others: Marks, turns: number): Verdict =>
  uncorrelated(
    'of one row under two keys',
    pairsInTurns(
      marks.map((mark, k): Pair => [mark, others[k]]),
      turns,
    ),
  );
