import { contains, type Space } from '@sgmrl/environments';
import type { Policy } from '@sgmrl/policies';
import type { Key } from '@sgmrl/prng';
import { matrixFromRows, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import type { Actions } from './sampled-actions';
import { bothHold, forEvery, verdict, type Verdict } from './verdict';

/**
 * A density that is to be normalised, and actions that are to come from it; nothing else is
 * supposed of either.
 */
export interface SampledDensity {
  readonly policy: Policy;
  readonly parameters: Vector;
  readonly observation: readonly number[];
  readonly actionSpace: Space;
  /** Drawn apart, to place the proposals. */
  readonly first: Actions;
  readonly draws: Actions;
  readonly key: Key;
}

/**
 * Where the first draws lie: median and a scale for each coordinate, the standard deviation of a
 * normal one.
 */
export interface Spread {
  readonly median: readonly number[];
  readonly scale: readonly number[];
}

export const spreadOf = (draws: Actions): Spread => {
  const columns = draws[0].map((_, j) => draws.map((row) => row[j]).sort((a, b) => a - b));
  const quantile = (column: readonly number[], p: number): number => column[Math.floor(p * column.length)];
  return {
    median: columns.map((column) => quantile(column, 0.5)),
    scale: columns.map((column) => (quantile(column, 0.75) - quantile(column, 0.25)) / 1.349),
  };
};

/** log π, asked and judged inside a region alone. */
export interface LogDensity {
  readonly inside: (action: readonly number[]) => boolean;
  /** log π of many actions, −∞ outside. */
  readonly log: (actions: Actions) => Float64Array;
}

/**
 * The region is the action space if all first draws are inside, else everything. So a density on
 * the action space alone is never asked about other actions, and one that is wider is not cut.
 */
export const logDensity = ({
  policy,
  parameters,
  observation,
  actionSpace,
  first,
}: SampledDensity): LogDensity => {
  const bounded = first.every((action) => contains(actionSpace, action));
  const inside = (action: readonly number[]): boolean =>
    action.every(Number.isFinite) && (!bounded || contains(actionSpace, action));
  return {
    inside,
    log: (actions) => {
      const asked = actions.map((action) => (inside(action) ? action : first[0]));
      const found = policy.logProbability(parameters, {
        observations: matrixFromRows(asked.map(() => observation)),
        actions: matrixFromRows(asked),
      });
      return Float64Array.from(actions, (action, k) => (inside(action) ? found[k] : -Infinity));
    },
  };
};

export const isNumber = (actions: Actions, logs: Float64Array): Verdict => {
  const wrong = logs.findIndex((x) => Number.isNaN(x) || x === Infinity);
  return verdict(
    wrong < 0,
    () => `log π is ${String(logs[wrong])} at the action ${fc.stringify(actions[wrong])}`,
  );
};

/**
 * log π of the draws themselves, wherever they lie: a policy is to know the density of what it
 * draws.
 */
export const logOfDraws = ({ policy, parameters, observation, draws }: SampledDensity): Float64Array =>
  Float64Array.from(
    policy.logProbability(parameters, {
      observations: matrixFromRows(draws.map(() => observation)),
      actions: matrixFromRows(draws),
    }),
  );

/** No action was drawn where the density is zero or no number. */
export const isPositive = (draws: Actions, logs: Float64Array): Verdict => {
  const wrong = logs.findIndex((x) => !Number.isFinite(x));
  return verdict(
    wrong < 0,
    () => `log π is ${String(logs[wrong])} at the action ${fc.stringify(draws[wrong])}, which was drawn`,
  );
};

/**
 * So many of some 4600 draws may have one number in a coordinate. In exact arithmetic none would be
 * there twice. Single precision has but thousands of numbers where draws lie far from zero, beside
 * their spread.
 */
const mostEqual = 16;

/** The share of draws that are to differ: of draws that come twice only half do. */
const leastDifferent = 0.75;

/** The number that comes most often, and how often. */
const commonest = (numbers: readonly number[]): readonly [number, number] => {
  const counts = new Map<number, number>();
  for (const x of numbers) counts.set(x, (counts.get(x) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most));
};

/**
 * Every coordinate of the draws varies, and hardly any number comes twice, as in continuous
 * actions.
 */
export const drawsVary = ({ first, draws, observation }: SampledDensity): Verdict =>
  bothHold(
    forEvery(spreadOf(first).scale, (scale, j) =>
      verdict(
        scale > 0,
        () =>
          `at observation ${fc.stringify(observation)}: half of the draws agree in coordinate ${String(j)}`,
      ),
    ),
    () =>
      forEvery(first[0], (_, j) => {
        const numbers = [...first, ...draws].map((action) => action[j]);
        const [x, count] = commonest(numbers);
        const different = new Set(numbers).size;
        return verdict(
          count <= mostEqual && different >= leastDifferent * numbers.length,
          () =>
            `at observation ${fc.stringify(observation)}: only ${String(different)} of ${String(numbers.length)} draws differ in coordinate ${String(j)}, ${String(count)} of them are ${String(x)}`,
        );
      }),
  );
