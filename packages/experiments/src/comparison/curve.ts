import { interval95, type ConfidenceInterval } from '../statistics/interval';
import type { IterationRecord } from '../run/metrics-file';
import type { ComparedGroup, ComparedRun } from './comparison';

/** A point of a curve: mean over seeds and its 95 % interval (Student's t) at `x`. */
export interface CurvePoint extends ConfidenceInterval {
  /** Iterations, environment steps or inner steps. */
  readonly x: number;
  /** Seeds that have come so far. */
  readonly seeds: number;
}

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

const point = (x: number, values: readonly number[]): CurvePoint => ({
  x,
  ...interval95(values),
  seeds: values.length,
});

const at = (runs: readonly ComparedRun[], i: number): readonly IterationRecord[] =>
  runs.flatMap(({ records }) => records.slice(i, i + 1));

/** Environment steps of iteration i alone, mean over the seeds that have it. */
const stepsOf = (runs: readonly ComparedRun[], i: number): number =>
  mean(
    runs.flatMap(({ records }) =>
      i < records.length ? [records[i].timesteps - (i === 0 ? 0 : records[i - 1].timesteps)] : [],
    ),
  );

const upTo = (xs: readonly number[]): readonly number[] => {
  let total = 0;
  return xs.map((x) => (total += x));
};

/**
 * The undiscounted return before or after adaptation in training, iteration by iteration. Against
 * time steps, x is the sum of the environment steps of each iteration up to this one, each a mean
 * over seeds: episodes that end early make seeds differ.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { learningCurve, presets } from '@sgmrl/experiments';
 * const returns = (mean: number) => ({ discounted: { mean, stderr: 0 }, undiscounted: { mean, stderr: 0 } });
 * const run = (seed: number, ...after: number[]) => ({
 *   directory: '', seed, config: presets['tabular-quick'].config, heldOut: undefined,
 *   records: after.map((mean, k) => ({
 *     iteration: k + 1, timesteps: 100 * (k + 1), before: returns(0), after: returns(mean),
 *     gradientNorm: 1, parameterNorm: 1, seconds: { plan: 0, run: 0, finish: 0 },
 *   })),
 * });
 * const curve = learningCurve({ algorithm: 'none', innerSteps: 1, runs: [run(1, 2, 4), run(2, 6)] }, 'after', 'timesteps');
 * // The mean over the seeds that have come so far: the second one has not done its second iteration.
 * deepStrictEqual(curve.map(({ x, mean, seeds }) => [x, mean, seeds]), [[100, 4, 2], [200, 4, 1]]);
 * ```
 */
export const learningCurve = (
  { runs }: ComparedGroup,
  when: 'before' | 'after',
  against: 'iteration' | 'timesteps',
): readonly CurvePoint[] => {
  const iterations = Array.from(
    { length: Math.max(0, ...runs.map(({ records }) => records.length)) },
    (_, i) => i,
  );
  const xs =
    against === 'iteration' ? iterations.map((i) => i + 1) : upTo(iterations.map((i) => stepsOf(runs, i)));
  return iterations.map((i) =>
    point(
      xs[i],
      at(runs, i).map((record) => record[when].undiscounted.mean),
    ),
  );
};

/**
 * The undiscounted return on held-out tasks after x = 0, 1, …, K inner steps: each seed counts by
 * its mean over tasks.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { adaptationCurve, presets } from '@sgmrl/experiments';
 * const heldOut = (...returns: number[]) => ({
 *   version: 1 as const, iteration: 0, tasks: 1,
 *   rows: returns.map((x, innerSteps) => ({ innerSteps, undiscounted: [x], discounted: [x] })),
 * });
 * const run = (seed: number, ...returns: number[]) => ({
 *   directory: '', seed, config: presets['tabular-quick'].config, records: [], heldOut: heldOut(...returns),
 * });
 * const curve = adaptationCurve({ algorithm: 'none', innerSteps: 1, runs: [run(1, 0, 5), run(2, 2, 7)] });
 * deepStrictEqual(curve.map(({ x, mean, seeds }) => [x, mean, seeds]), [[0, 1, 2], [1, 6, 2]]);
 * ```
 */
export const adaptationCurve = ({ runs }: ComparedGroup): readonly CurvePoint[] => {
  const rows = runs.flatMap(({ heldOut }) => (heldOut === undefined ? [] : [heldOut.rows]));
  const length = rows.length === 0 ? 0 : Math.min(...rows.map((row) => row.length));
  return Array.from({ length }, (_, x) =>
    point(
      x,
      rows.map((row) => mean(row[x].undiscounted)),
    ),
  );
};
