import { interval95, type Interval } from '../interval';
import type { IterationRecord } from '../metrics-file';
import type { ComparedGroup, ComparedRun } from './comparison';

/** A point of a curve: mean over seeds and its 95 % interval (Student's t) at `x`. */
export interface CurvePoint extends Interval {
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

/**
 * The undiscounted return before or after adaptation in training, iteration by iteration. Against time steps, x is the mean
 * over seeds of the environment steps that were taken up to that iteration: episodes that end early make them differ.
 */
export const learningCurve = (
  { runs }: ComparedGroup,
  when: 'before' | 'after',
  against: 'iteration' | 'timesteps',
): readonly CurvePoint[] =>
  Array.from({ length: Math.max(0, ...runs.map(({ records }) => records.length)) }, (_, i) => {
    const records = at(runs, i);
    return point(
      mean(records.map((record) => record[against])),
      records.map((record) => record[when].undiscounted.mean),
    );
  });

/** The undiscounted return on held-out tasks after x = 0, 1, …, K inner steps: each seed counts by its mean over tasks. */
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
