/** One axis of a figure. */
export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
}

/** A point of a line; with an interval around y where there is one. */
export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A named line. */
export interface Series {
  readonly name: string;
  /** Lines of one group have one place in the legend; a line is its own group unless given. */
  readonly group?: string | undefined;
  /** Chooses colour, line pattern and symbol; equal numbers look equal in every figure. */
  readonly style: number;
  readonly points: readonly PlotPoint[];
}

/** Lines through points, with bands around them where the points have intervals. */
export interface LineFigure {
  /** Name of its files. */
  readonly id: string;
  readonly title: string;
  /** What a person who cannot see the figure should be told. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Symbols at the points: for few of them. */
  readonly symbols: boolean;
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
