import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import type { TopLevelSpec } from 'vega-lite';
import type { Axis, LineFigure, PlotPoint, Series } from './figure';
import { seriesColour, seriesDash, withLightColours } from './palette';
import { vegaSvg } from './vega-svg';

/** How large a figure is drawn, and where its legend stands. */
export interface Format {
  /** In pixels, legend and axes included. */
  readonly width: number;
  /** In pixels, axes included; long legends and titles add to it. */
  readonly height: number;
  /** Beside the lines, or below them. */
  readonly legend: 'bottom' | 'right';
}

/** For a page of its own: a document, a slide. */
export const wide: Format = { width: 900, height: 560, legend: 'right' };

/** For a column, and for a phone: letters stay legible at a width of 330 pixels. */
export const narrow: Format = { width: 400, height: 340, legend: 'bottom' };

const symbols = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down'];

interface Row extends PlotPoint {
  readonly series: string;
  readonly line: string;
}

const groupOf = ({ name, group = name }: Series): string => group;

/**
 * Characters of a name that go beside another one in a legend, and of a line that has the legend
 * for itself.
 */
const shortName = 14;
const lineOfName = 42;

/** A text in lines of at most so many characters, broken after commas and blanks. */
const inLines = (text: string, most = lineOfName): readonly string[] =>
  text.split(/(?<=[, ])/).reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1) ?? '';
    return (last + word).trimEnd().length <= most ? [...lines.slice(0, -1), last + word] : [...lines, word];
  }, []);

/**
 * At most so many parts of a line are drawn, each from its least to its greatest y: about one for
 * each pixel.
 */
const mostParts = 400;

/** What is not a number, or not above zero on a logarithmic axis, has no place in a figure. */
const isShown =
  ({ x, y }: LineFigure) =>
  (point: PlotPoint): boolean =>
    [point.x, point.y].every(Number.isFinite) &&
    (x.scale === 'linear' || point.x > 0) &&
    (y.scale === 'linear' || point.y > 0);

/**
 * The points of a line that can be told apart: of each part, where it is too long, its least and
 * its greatest.
 */
const drawnPoints = (points: readonly PlotPoint[]): readonly PlotPoint[] => {
  if (points.length <= 2 * mostParts) return points;
  const size = points.length / mostParts;
  return Array.from({ length: mostParts }, (_, i) => {
    const part = points.slice(Math.floor(i * size), Math.floor((i + 1) * size));
    const [least, greatest] = [
      part.reduce((one, other) => (other.y < one.y ? other : one)),
      part.reduce((one, other) => (other.y > one.y ? other : one)),
    ];
    return least === greatest ? [least] : [least, greatest].sort((one, other) => one.x - other.x);
  }).flat();
};

const rowsOf = (figure: LineFigure): readonly Row[] =>
  figure.series.flatMap((series) =>
    drawnPoints(series.points.filter(isShown(figure))).map((point) => ({
      ...point,
      series: groupOf(series),
      line: series.name,
    })),
  );

/** What a figure does not show of its points, in words; nothing if it shows all. */
export const leftOut = (figure: LineFigure): readonly string[] => {
  const all = figure.series.flatMap(({ points }) => points);
  const hidden = all.filter((point) => !isShown(figure)(point)).length;
  const longest = Math.max(0, ...figure.series.map(({ points }) => points.length));
  const log = [figure.x, figure.y].some(({ scale }) => scale === 'log');
  return [
    ...(hidden === 0
      ? []
      : [
          `${String(hidden)} of ${String(all.length)} points are not drawn: they are not finite${log ? ', or not above zero on a logarithmic axis' : ''}.`,
        ]),
    ...(longest <= 2 * mostParts
      ? []
      : [
          `Lines of more than ${String(2 * mostParts)} points are drawn in ${String(mostParts)} parts, each by its least and greatest; the CSV file holds all points.`,
        ]),
  ];
};

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

/**
 * Where the logarithmic x axis has its ticks: at the values themselves if they are few, else at the
 * powers of ten.
 */
const xTicks = (values: readonly number[]): readonly number[] => few(values) ?? decades(values);

/**
 * Few steps are marked each, and nothing between them, as are few values that have symbols; great
 * numbers as 200k.
 */
const linearTicks = (field: 'x' | 'y' | 'low', values: readonly number[], symbols: boolean) => {
  const whole = values.every(Number.isInteger);
  const marked = field === 'x' && (whole || symbols) ? few(values) : undefined;
  if (marked !== undefined)
    return { values: [...marked], ...(whole ? { format: 'd' } : { labelExpr: label }) };
  return { tickCount: 6, ...(values.some((value) => value >= 1e4) ? { format: '~s' } : {}) };
};

const axisOf = (
  field: 'x' | 'y' | 'low',
  { label: title, scale }: Axis,
  values: readonly number[],
  symbols: boolean,
) => {
  const encoding = { field, type: 'quantitative' as const, title };
  const nice = field !== 'x';
  return scale === 'linear'
    ? { ...encoding, scale: { zero: false, nice }, axis: linearTicks(field, values, symbols) }
    : {
        ...encoding,
        scale: { type: 'log' as const, nice },
        axis: { values: [...(field === 'x' ? xTicks : decades)(values)], labelExpr: label },
      };
};

/**
 * Lines of a legend below a figure that its height leaves room for, and pixels for each one more.
 */
const roomForLegend = 2;
const legendLine = 15;

/**
 * Pixels for a line of a title after the first, and for a character of it, which Vega takes for
 * wider than it is. A title that is wider than the figure would take its width from the plot.
 */
const titleLine = 17;
const titleCharacter = 12;

const titleOf = ({ title }: LineFigure, { width }: Format): readonly string[] =>
  inLines(title, Math.floor(width / titleCharacter)).map((line) => line.trimEnd());

/** How high a figure is with all names in its legend, so that the plot keeps its size. */
const heightOf = (names: readonly string[], columns: number, { height, legend }: Format): number => {
  const lines = names.map((name) => inLines(name).length).reduce((sum, n) => sum + n, 0);
  const rows = Math.ceil(lines / columns);
  return legend === 'right' ? height : height + legendLine * Math.max(0, rows - roomForLegend);
};

const specOf = (figure: LineFigure, format: Format): TopLevelSpec => {
  const { width, legend } = format;
  const groups = figure.series.filter(
    (series, i) => figure.series.findIndex((one) => groupOf(one) === groupOf(series)) === i,
  );
  const names = groups.map(groupOf);
  const styles = groups.map(({ style }) => style);
  const columns = legend === 'right' || names.some((name) => name.length > shortName) ? 1 : 2;
  const rows = rowsOf(figure);
  const title = titleOf(figure, format);
  const x = axisOf(
    'x',
    figure.x,
    rows.map((row) => row.x),
    figure.symbols,
  );
  const y = (field: 'y' | 'low') =>
    axisOf(
      field,
      figure.y,
      rows.map((row) => row.y),
      figure.symbols,
    );
  const series = { field: 'series', type: 'nominal' as const, title: null };
  const color = {
    ...series,
    scale: { domain: names, range: styles.map(seriesColour) },
    legend: {
      orient: legend,
      columns,
      ...(names.some((name) => name.length > lineOfName)
        ? {
            labelExpr: `${JSON.stringify(Object.fromEntries(names.map((name) => [name, inLines(name)])))}[datum.value]`,
          }
        : {}),
      ...(figure.symbols ? {} : { symbolType: 'stroke' as const }),
    },
  };
  const strokeDash = {
    ...series,
    scale: { domain: names, range: styles.map((style) => [...seriesDash(style)]) },
  };
  const detail = { field: 'line', type: 'nominal' as const };
  const shape = {
    ...series,
    scale: { domain: names, range: styles.map((style) => symbols[style % symbols.length]) },
  };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    width,
    height: heightOf(names, columns, format) + titleLine * (title.length - 1),
    autosize: { type: 'fit', contains: 'padding' },
    padding: 8,
    title: [...title],
    data: { values: [...rows] },
    layer: [
      ...(rows.some(({ low }) => low !== null)
        ? [
            {
              transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
              mark: { type: 'area' as const, opacity: 0.18 },
              encoding: { x, y: y('low'), y2: { field: 'high' }, color, detail },
            },
          ]
        : []),
      {
        mark: { type: 'line', strokeWidth: names.length < figure.series.length ? 1.25 : 2 },
        encoding: { x, y: y('y'), color, detail, ...(figure.symbols ? {} : { strokeDash }) },
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
 * @param format `wide` unless given.
 *
 * @example See {@link lineChart}.
 */
export const figureFile = (
  figure: LineFigure,
  format: Format = wide,
): T.Task<readonly [name: string, text: string]> =>
  pipe(
    lineChart(figure, format),
    T.map((svg) => [`${figure.id}.svg`, withLightColours(svg)]),
  );
