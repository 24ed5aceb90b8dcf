import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import { csv, type Cell } from './csv';
import { centre, type Animation } from './animation';
import type { LineFigure } from './figure';
import { animatedGif } from './gif';
import { html, trusted, type Html } from './html';
import { leftOut, lineChart, narrow } from './line-chart';
import { pathChart, pathEnds, pathRows, type PathFigure } from './path-chart';
import type { Picture } from './pictures/picture';
import { filmStrip, player } from './player';

/** A figure, ready for a page and for files of its own. */
export interface Drawn {
  /** Name of its files, and of its place in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** For the page. */
  readonly content: Html;
  /** With CSS variables for colours. */
  readonly svg: string;
  readonly csv: string;
  /** The same in motion; only of animations, and where it is wanted. */
  readonly gif?: Uint8Array;
  /** A few of its numbers, for those who do not see it; the first row heads the columns. */
  readonly values: readonly (readonly Cell[])[];
}

/** Points of a line that a page shows as numbers. */
const shownPoints = 11;

/** At most so many members, the first and the last among them, evenly. */
const thinned = <A>(members: readonly A[]): readonly A[] =>
  members.length <= shownPoints
    ? members
    : Array.from(
        { length: shownPoints },
        (_, i) => members[Math.round((i * (members.length - 1)) / (shownPoints - 1))],
      );

const lineRows = (
  { series }: LineFigure,
  choose: <A>(members: readonly A[]) => readonly A[],
): readonly (readonly Cell[])[] => [
  ['series', 'x', 'mean', 'low', 'high'],
  ...series.flatMap(({ name, points }) =>
    choose(points).map(({ x, y, low, high }): readonly Cell[] => [name, x, y, low, high]),
  ),
];

/** An SVG in a page says what it shows, and is one thing to those who hear the page. */
const named = (svg: string, title: string, description: string): Html =>
  html`<svg role="img" aria-label="${title}. ${description}" ${trusted(svg.replace(/^<svg /, ''))}`;

/** What figures have in common once they are drawn. */
const headed = ({ id, title, description }: LineFigure | PathFigure, svg: string) => ({
  id,
  title,
  description,
  content: named(svg, title, description),
  svg,
});

/** Says in its description what a figure leaves out. */
const complete = (figure: LineFigure): LineFigure => ({
  ...figure,
  description: [figure.description, ...leftOut(figure)].join(' '),
});

const drawLines = (bare: LineFigure): T.Task<Drawn> => {
  const figure = complete(bare);
  return pipe(
    lineChart(figure, narrow),
    T.map((svg) => ({
      ...headed(figure, svg),
      csv: csv(lineRows(figure, (points) => points)),
      values: lineRows(figure, thinned),
    })),
  );
};

const drawPaths = (figure: PathFigure): T.Task<Drawn> =>
  pipe(
    pathChart(figure),
    T.map((svg) => ({ ...headed(figure, svg), csv: csv(pathRows(figure)), values: pathEnds(figure) })),
  );

/** Every segment of every frame. */
const frameRows = ({ secondsPerFrame, tracks }: Animation): readonly (readonly Cell[])[] => [
  ['track', 'seconds', 'segment', 'from x', 'from z', 'to x', 'to z', 'radius'],
  ...tracks.flatMap(({ name, frames }) =>
    frames.flatMap((frame, i) =>
      frame.map(({ from, to, radius }, segment): readonly Cell[] => [
        name,
        Number((i * secondsPerFrame).toFixed(6)),
        segment,
        ...from,
        ...to,
        radius,
      ]),
    ),
  ),
];

/** How long each figure moved, and how far. */
const journeys = ({ secondsPerFrame, tracks }: Animation): readonly (readonly Cell[])[] => [
  ['track', 'seconds', 'x at the start', 'x at the end'],
  ...tracks.map(({ name, frames }): readonly Cell[] => [
    name,
    Number(((frames.length - 1) * secondsPerFrame).toFixed(6)),
    centre(frames[0]),
    centre(frames[frames.length - 1]),
  ]),
];

const drawAnimation = (figure: Animation, gif: boolean): Drawn => ({
  id: figure.id,
  title: figure.title,
  description: figure.description,
  content: player(figure),
  svg: filmStrip(figure),
  csv: csv(frameRows(figure)),
  values: journeys(figure),
  ...(gif && { gif: animatedGif(figure) }),
});

/** Draws lines. */
export const drawAllLines: (figures: readonly LineFigure[]) => T.Task<readonly Drawn[]> =
  T.traverseSeqArray(drawLines);

const drawPicture = (picture: Picture): T.Task<Drawn> => {
  switch (picture.kind) {
    case 'paths':
      return drawPaths(picture.figure);
    case 'lines':
      return drawLines(picture.figure);
    case 'animation':
      return T.of(drawAnimation(picture.figure, picture.gif === true));
  }
};

/** Draws what policies do. */
export const drawPictures: (pictures: readonly Picture[]) => T.Task<readonly Drawn[]> =
  T.traverseSeqArray(drawPicture);
