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
 * The undiscounted return before or after adaptation in training, iteration by iteration. Against time steps, x is the sum of
 * the environment steps of each iteration up to this one, each a mean over seeds: episodes that end early make seeds differ.
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
