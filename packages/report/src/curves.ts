import {
  adaptationCurve,
  groupName,
  heldOutTasks,
  learningCurve,
  type ComparedGroup,
  type Comparison,
  type CurvePoint,
} from '@sgmrl/experiments';
import type { LineFigure, Series } from './figure';
import { sweepFigures } from './sweep';
import { panelsOf, stylesOf, type Panel, type Styles } from './panels';

const series =
  (styles: Styles, curve: (group: ComparedGroup) => readonly CurvePoint[]) =>
  (group: ComparedGroup): readonly Series[] => {
    const points = curve(group);
    return points.length === 0
      ? []
      : [
          {
            name: groupName(group),
            style: styles(groupName(group)),
            points: points.map(({ x, mean, low, high }) => ({ x, y: mean, low, high })),
          },
        ];
  };

const rounded = (x: number): string => String(Number(x.toPrecision(4))).replace('-', '−');

/** Where each line begins and ends. */
const inWords = (lines: readonly Series[]): string =>
  lines
    .map(
      ({ name, points }) => `${name} from ${rounded(points[0].y)} to ${rounded(points[points.length - 1].y)}`,
    )
    .join('; ');

/** What is drawn beside each line: nothing for a single seed. */
const band = (lines: readonly Series[]): string =>
  lines.some(({ points }) => points.some(({ low }) => low !== null))
    ? 'Mean over seeds; the band is its 95 % interval (Student’s t).'
    : 'One seed for each line: there is no interval.';

/** Groups of which nothing, and those of which not every run could be drawn. */
const omissions = (
  groups: readonly ComparedGroup[],
  curve: (group: ComparedGroup) => readonly CurvePoint[],
  why: string,
): readonly string[] => {
  const missing = groups.filter((group) => curve(group).length === 0).map(groupName);
  const partial = groups.flatMap((group) => {
    const fewest = Math.min(...curve(group).map(({ seeds }) => seeds));
    return fewest < group.runs.length
      ? [`${groupName(group)} from ${String(fewest)} of its ${String(group.runs.length)} runs in places`]
      : [];
  });
  return [
    ...(missing.length === 0 ? [] : [`Not drawn, since they ${why}: ${missing.join(', ')}.`]),
    ...(partial.length === 0 ? [] : [`Drawn ${partial.join('; ')}, since the others ${why}.`]),
  ];
};

/** Lines of few points have symbols at them. */
const fewPoints = 15;

const hasFew = (lines: readonly Series[]): boolean => lines.every(({ points }) => points.length <= fewPoints);

const when = { before: 'before adaptation', after: 'after adaptation' } as const;
const against = {
  iteration: { label: 'outer iterations', file: 'iterations' },
  timesteps: { label: 'environment steps', file: 'timesteps' },
} as const;

const learning = (
  { id, title, groups }: Panel,
  styles: Styles,
  which: keyof typeof when,
  axis: keyof typeof against,
): LineFigure => {
  const { label, file } = against[axis];
  const curve = (group: ComparedGroup) => learningCurve(group, which, axis);
  const lines = groups.flatMap(series(styles, curve));
  return {
    id: `learning-${which}-${file}-${id}`,
    title: `Return ${when[which]}, ${title}`,
    description: [
      `Undiscounted return ${when[which]} in training against ${label}: ${inWords(lines)}.`,
      band(lines),
      ...omissions(groups, curve, 'have not come so far in training'),
    ].join(' '),
    x: { label, scale: 'linear' },
    y: { label: 'undiscounted return', scale: 'linear' },
    symbols: hasFew(lines),
    series: lines,
  };
};

/**
 * The learning curves of a panel: return after and before adaptation, against iterations and
 * environment steps.
 */
const learningFigures = (panel: Panel, styles: Styles): readonly LineFigure[] =>
  (['iteration', 'timesteps'] as const)
    .flatMap((axis) => (['after', 'before'] as const).map((which) => learning(panel, styles, which, axis)))
    .filter((figure) => figure.series.length > 0);

/**
 * Runs of one group that were measured after different numbers of inner steps are drawn as far as
 * all were.
 */
const cutShort = (groups: readonly ComparedGroup[]): readonly string[] => {
  const cut = groups.filter(
    ({ runs }) =>
      new Set(runs.flatMap(({ heldOut }) => (heldOut === undefined ? [] : [heldOut.rows.length]))).size > 1,
  );
  return cut.length === 0
    ? []
    : [`Drawn only as far as all runs of the group were measured: ${cut.map(groupName).join(', ')}.`];
};

/** How groups of a panel adapt to held-out tasks; none if they were not evaluated. */
const adaptationFigures = ({ id, title, groups }: Panel, styles: Styles): readonly LineFigure[] => {
  const lines = groups.flatMap(series(styles, adaptationCurve));
  return lines.length === 0
    ? []
    : [
        {
          id: `adaptation-${id}`,
          title: `Held-out tasks, ${title}`,
          description: [
            `Undiscounted return on ${heldOutTasks(groups)} after 0, 1, … inner steps, trained with ${title}: ${inWords(lines)}.`,
            band(lines),
            ...omissions(groups, adaptationCurve, 'were not measured on held-out tasks'),
            ...cutShort(groups),
          ].join(' '),
          x: { label: 'inner steps taken', scale: 'linear' },
          y: { label: 'undiscounted return', scale: 'linear' },
          symbols: true,
          series: lines,
        },
      ];
};

/** The figures of a comparison. */
export interface ComparisonFigures {
  /** Return after and before adaptation in training, against iterations and environment steps. */
  readonly learning: readonly LineFigure[];
  /** Return on held-out tasks against inner steps. */
  readonly adaptation: readonly LineFigure[];
  /** The same after ζ of them, against a number that varies; none where none or several do. */
  readonly sweep: readonly LineFigure[];
}

/**
 * Figures of the means over seeds and their 95 % intervals, for each number of inner steps that was
 * trained with; baselines are in all of them. A group looks the same in each figure; what was not
 * measured is left out, and the description says so.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { presets } from '@sgmrl/experiments';
 * import { comparisonFigures } from '@sgmrl/report';
 * const run = (seed: number, ...returns: number[]) => ({
 *   directory: '', seed, config: presets['tabular-quick'].config, records: [],
 *   heldOut: { version: 1 as const, iteration: 0, tasks: 1, rows: returns.map((x, innerSteps) => ({ innerSteps, undiscounted: [x], discounted: [x] })) },
 * });
 * const { learning, adaptation } = comparisonFigures({
 *   groups: [
 *     { algorithm: 'none', innerSteps: 1, runs: [run(1, 0, 5), run(2, 2, 7)] },
 *     { algorithm: 'none', innerSteps: 2, runs: [run(1, 0, 6)] },
 *   ],
 * });
 * // One for each number of inner steps of training; runs without iterations have no learning curve.
 * deepStrictEqual([learning.length, ...adaptation.map(({ id }) => id)], [0, 'adaptation-inner-steps-1', 'adaptation-inner-steps-2']);
 * deepStrictEqual(adaptation[0].series[0].points.map(({ x, y }) => [x, y]), [[0, 1], [1, 6]]);
 * ```
 */
export const comparisonFigures = ({ groups }: Pick<Comparison, 'groups'>): ComparisonFigures => {
  const styles = stylesOf(groups);
  const panels = panelsOf(groups);
  return {
    learning: panels.flatMap((panel) => learningFigures(panel, styles)),
    adaptation: panels.flatMap((panel) => adaptationFigures(panel, styles)),
    sweep: panels.flatMap(sweepFigures),
  };
};
