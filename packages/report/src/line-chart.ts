import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import type { TopLevelSpec } from 'vega-lite';
import type { Axis, LineFigure, Point } from './figure';
import { seriesColour, seriesDash, withLightColours } from './palette';
import { vegaSvg } from './vega-svg';

/** How large a figure is drawn, and where its legend stands. */
export interface Format {
  readonly width: number;
  readonly height: number;
  readonly legend: 'bottom' | 'right';
}

/** For a page of its own: a document, a slide. */
export const wide: Format = { width: 900, height: 560, legend: 'right' };

/** For a column, and for a phone: letters stay legible at a width of 330 pixels. */
export const narrow: Format = { width: 400, height: 340, legend: 'bottom' };

const symbols = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down'];

interface Row extends Point {
  readonly series: string;
}

/** What is not a number, or not above zero on a logarithmic axis, has no place in a figure. */
const isShown =
  ({ x, y }: LineFigure) =>
  (point: Point): boolean =>
    [point.x, point.y].every(Number.isFinite) &&
    (x.scale === 'linear' || point.x > 0) &&
    (y.scale === 'linear' || point.y > 0);

const rowsOf = (figure: LineFigure): readonly Row[] =>
  figure.series.flatMap(({ name, points }) =>
    points.filter(isShown(figure)).map((point) => ({ ...point, series: name })),
  );

/** A number of at most three digits, whatever its size: 1000, 0.05, 2e-7; and a true minus sign. */
const label = "replace(toString(toNumber(format(datum.value, '.3'))), '-', '−')";

/** The exponent of the greatest power of ten that is not above a positive number. */
const exponentOf = (x: number): number => Number(x.toExponential().split('e')[1]);

const powerOfTen = (exponent: number): number => Number(`1e${String(exponent)}`);

/** The powers of ten within the range of positive numbers. */
const decades = (values: readonly number[]): readonly number[] => {
  const lowest = exponentOf(Math.min(...values));
  const greatest = Math.max(...values);
  const below = exponentOf(greatest);
  const highest = powerOfTen(below) === greatest ? below : below + 1;
  return Array.from({ length: highest - lowest + 1 }, (_, i) => powerOfTen(lowest + i));
};

/** The values if they are few. */
const few = (values: readonly number[]): readonly number[] | undefined => {
  const distinct = [...new Set(values)];
  return distinct.length <= 8 ? distinct : undefined;
};

/** Where the logarithmic x axis has its ticks: at the values themselves if they are few, else at the powers of ten. */
const xTicks = (values: readonly number[]): readonly number[] => few(values) ?? decades(values);

/** Few steps are marked each, and nothing between them; great numbers as 200k. */
const linearTicks = (field: 'x' | 'y' | 'low', values: readonly number[]) => {
  const steps = field === 'x' && values.every(Number.isInteger) ? few(values) : undefined;
  if (steps !== undefined) return { values: [...steps], format: 'd' };
  return { tickCount: 6, ...(values.some((value) => value >= 1e4) ? { format: '~s' } : {}) };
};

const axisOf = (field: 'x' | 'y' | 'low', { label: title, scale }: Axis, values: readonly number[]) => {
  const encoding = { field, type: 'quantitative' as const, title };
  const nice = field !== 'x';
  return scale === 'linear'
    ? { ...encoding, scale: { zero: false, nice }, axis: linearTicks(field, values) }
    : {
        ...encoding,
        scale: { type: 'log' as const, nice },
        axis: { values: [...(field === 'x' ? xTicks : decades)(values)], labelExpr: label },
      };
};

const specOf = (figure: LineFigure, { width, height, legend }: Format): TopLevelSpec => {
  const names = figure.series.map(({ name }) => name);
  const styles = figure.series.map(({ style }) => style);
  const rows = rowsOf(figure);
  const x = axisOf(
    'x',
    figure.x,
    rows.map((row) => row.x),
  );
  const y = (field: 'y' | 'low') =>
    axisOf(
      field,
      figure.y,
      rows.map((row) => row.y),
    );
  const series = { field: 'series', type: 'nominal' as const, title: null };
  const color = {
    ...series,
    scale: { domain: names, range: styles.map(seriesColour) },
    legend: {
      orient: legend,
      columns: legend === 'right' ? 1 : 2,
      ...(figure.symbols ? {} : { symbolType: 'stroke' as const }),
    },
  };
  const strokeDash = {
    ...series,
    scale: { domain: names, range: styles.map((style) => [...seriesDash(style)]) },
  };
  const shape = {
    ...series,
    scale: { domain: names, range: styles.map((style) => symbols[style % symbols.length]) },
  };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    width,
    height,
    autosize: { type: 'fit', contains: 'padding' },
    padding: 8,
    title: figure.title,
    data: { values: [...rows] },
    layer: [
      ...(rows.some(({ low }) => low !== null)
        ? [
            {
              transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
              mark: { type: 'area' as const, opacity: 0.18 },
              encoding: { x, y: y('low'), y2: { field: 'high' }, color },
            },
          ]
        : []),
      {
        mark: { type: 'line', strokeWidth: 2 },
        encoding: { x, y: y('y'), color, ...(figure.symbols ? {} : { strokeDash }) },
      },
      ...(figure.symbols
        ? [
            {
              mark: { type: 'point' as const, filled: true, size: 60, opacity: 1 },
              encoding: { x, y: y('y'), color, shape },
            },
          ]
        : []),
    ],
  };
};

/**
 * Draws lines, with bands where there are intervals; an SVG document.
 *
 * @example
 * ```ts
 * import { doesNotMatch, match, strictEqual } from 'node:assert';
 * import { figureFile, lineChart, narrow, point, type LineFigure } from '@sgmrl/report';
 * const figure: LineFigure = {
 *   id: 'returns', title: 'Return', description: 'It rises from 1 to 3.', symbols: false,
 *   x: { label: 'iteration', scale: 'linear' }, y: { label: 'return', scale: 'linear' },
 *   series: [{ name: 'maml', style: 0, points: [point(1, 1), point(2, 3)] }],
 * };
 * match(await lineChart(figure, narrow)(), /var\(--series-0/); // takes the colours of the page around it
 * const [name, svg] = await figureFile(figure)();
 * strictEqual(name, 'returns.svg');
 * doesNotMatch(svg, /var\(/); // stands alone
 * ```
 */
export const lineChart = (figure: LineFigure, format: Format): T.Task<string> =>
  vegaSvg(specOf(figure, format));

/**
 * A figure as the file of a document: its name, and an SVG in the light colours.
 *
 * @example See {@link lineChart}.
 */
export const figureFile = (figure: LineFigure): T.Task<readonly [name: string, text: string]> =>
  pipe(
    lineChart(figure, wide),
    T.map((svg) => [`${figure.id}.svg`, withLightColours(svg)]),
  );
