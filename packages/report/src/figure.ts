/** One axis of a figure. */
export interface Axis {
  /** What stands beside it: the quantity, and its unit if it has one. */
  readonly label: string;
  /** On `log`, points that are not above zero are not drawn. */
  readonly scale: 'linear' | 'log';
}

/** A point of a line; with an interval around y where there is one. */
export interface PlotPoint {
  /** Its place on the horizontal axis. */
  readonly x: number;
  /** Its place on the vertical axis; a point that is not finite is not drawn. */
  readonly y: number;
  /** Lower end of the interval; null where there is none. */
  readonly low: number | null;
  /** Upper end of the interval; null where there is none. */
  readonly high: number | null;
}

/** A named line. */
export interface Series {
  /** What the line is called in the legend, unless it has a group, and in the CSV file. */
  readonly name: string;
  /** Lines of one group have one place in the legend; a line is its own group unless given. */
  readonly group?: string | undefined;
  /** Chooses colour, line pattern and symbol; equal numbers look equal in every figure. */
  readonly style: number;
  /** In the order in which they are joined. */
  readonly points: readonly PlotPoint[];
}

/** Lines through points, with bands around them where the points have intervals. */
export interface LineFigure {
  /** Name of its files. */
  readonly id: string;
  /** What stands above it. */
  readonly title: string;
  /** What a person who cannot see the figure should be told. */
  readonly description: string;
  /** The horizontal axis. */
  readonly x: Axis;
  /** The vertical axis. */
  readonly y: Axis;
  /** Symbols at the points: for few of them. */
  readonly symbols: boolean;
  /** The lines, in the order of the legend. */
  readonly series: readonly Series[];
}

/**
 * A point without an interval.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { point } from '@sgmrl/report';
 * deepStrictEqual(point(3, 0.5), { x: 3, y: 0.5, low: null, high: null });
 * ```
 */
export const point = (x: number, y: number): PlotPoint => ({ x, y, low: null, high: null });
