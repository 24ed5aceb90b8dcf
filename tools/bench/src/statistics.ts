import { linearRegression, max, median, min } from 'simple-statistics';

/** The middle of repeated measurements and how far they spread. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

/** Count, median, least and greatest of at least one number. */
export const summarize = (samples: readonly number[]): Summary => ({
  count: samples.length,
  median: median([...samples]),
  least: min([...samples]),
  greatest: max([...samples]),
});

/** The ratios x_i / y_i of what was measured in pairs. */
export const ratios = (x: readonly number[], y: readonly number[]): Summary =>
  summarize(x.map((value, i) => value / y[i]));

/** The exponent p of the least-squares fit y = c x^p, on logarithms. */
export const exponent = (points: readonly (readonly [number, number])[]): number =>
  linearRegression(points.map(([x, y]) => [Math.log(x), Math.log(y)])).m;
