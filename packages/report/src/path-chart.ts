import type * as T from 'fp-ts/lib/Task.js';
import { norm } from '@sgmrl/vector';
import type { Cell } from './csv';
import { neutral, seriesColour } from './palette';
import { vegaSvg } from './vega-svg';

/** A place in the plane. */
export type Place = readonly [x: number, y: number];

/** What happened in one task. */
export interface TaskPaths {
  /** Names the task. */
  readonly name: string;
  readonly goal: Place;
  /** The way taken after 0, 1, …, K inner steps. */
  readonly paths: readonly (readonly Place[])[];
}

/** Ways through a square plane around the origin, one panel a task; all of a task start alike. */
export interface PathFigure {
  /** Name of its files. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  /** What a person who cannot see the figure should be told. */
  readonly description: string;
  /** Chooses the colour; that of the algorithm. */
  readonly style: number;
  /** The plane reaches from − to + this. */
  readonly halfWidth: number;
  readonly tasks: readonly TaskPaths[];
}

/** The name of a path: after how many inner steps it was taken. */
export const stepName = (steps: number): string =>
  steps === 0 ? 'before adaptation' : `after ${String(steps)} inner step${steps === 1 ? '' : 's'}`;

/** Every place of every path. */
export const pathRows = ({ tasks }: PathFigure): readonly (readonly Cell[])[] => [
  ['task', 'goal x', 'goal y', 'inner steps', 'step', 'x', 'y'],
  ...tasks.flatMap(({ name, goal, paths }) =>
    paths.flatMap((path, innerSteps) =>
      path.map(([x, y], step): readonly Cell[] => [name, ...goal, innerSteps, step, x, y]),
    ),
  ),
];

/** Where every path ends. */
export const pathEnds = ({ tasks }: PathFigure): readonly (readonly Cell[])[] => [
  ['task', 'inner steps', 'x at the end', 'y at the end', 'distance to the goal'],
  ...tasks.flatMap(({ name, goal, paths }) =>
    paths.map((path, innerSteps): readonly Cell[] => {
      const [x, y] = path[path.length - 1];
      return [name, innerSteps, x, y, norm([x - goal[0], y - goal[1]])];
    }),
  ),
];

/**
 * Draws the paths: before adaptation grey and dotted, then in the colour of the algorithm, the last
 * one solid.
 */
export const pathChart = (figure: PathFigure): T.Task<string> => {
  const { tasks, halfWidth, style, title, subtitle } = figure;
  const last = Math.max(...tasks.map(({ paths }) => paths.length)) - 1;
  const steps = Array.from({ length: last + 1 }, (_, step) => step);
  const values = tasks.flatMap(({ name, goal, paths }) => [
    ...paths.flatMap((path, step) =>
      path.map(([x, y], order) => ({ task: name, kind: 'path', when: stepName(step), order, x, y })),
    ),
    { task: name, kind: 'start', x: paths[0][0][0], y: paths[0][0][1] },
    { task: name, kind: 'goal', x: goal[0], y: goal[1] },
  ]);
  const axis = (field: 'x' | 'y') => ({
    field,
    type: 'quantitative' as const,
    scale: { domain: [-halfWidth, halfWidth], nice: false },
    axis: { tickCount: 3, title: null },
  });
  const position = { x: axis('x'), y: axis('y') };
  const when = { field: 'when', type: 'nominal' as const, title: null };
  const domain = steps.map(stepName);
  const dash = (step: number): number[] => (step === last ? [1, 0] : step === 0 ? [2, 2] : [6, 3]);
  const marked = (kind: 'start' | 'goal') => [{ filter: `datum.kind === '${kind}'` }];
  return vegaSvg({
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    title: { text: title, subtitle },
    padding: 8,
    data: { values },
    facet: { field: 'task', type: 'nominal', title: null, sort: tasks.map(({ name }) => name) },
    columns: 2,
    bounds: 'flush',
    spacing: { row: 36, column: 20 },
    spec: {
      width: 145,
      height: 145,
      layer: [
        {
          transform: [{ filter: "datum.kind === 'path'" }],
          mark: { type: 'line', strokeWidth: 1.75, strokeJoin: 'round' },
          encoding: {
            ...position,
            order: { field: 'order', type: 'quantitative' },
            color: {
              ...when,
              scale: {
                domain,
                range: steps.map((step) => (step === 0 ? neutral('muted') : seriesColour(style))),
              },
              legend: { orient: 'bottom', columns: 2, symbolType: 'stroke' },
            },
            strokeDash: { ...when, scale: { domain, range: steps.map(dash) } },
          },
        },
        {
          transform: marked('start'),
          mark: { type: 'point', shape: 'circle', filled: true, size: 50, color: neutral('ink'), opacity: 1 },
          encoding: position,
        },
        {
          transform: marked('goal'),
          mark: { type: 'point', shape: 'cross', filled: true, size: 140, color: neutral('ink'), opacity: 1 },
          encoding: position,
        },
      ],
    },
  });
};
