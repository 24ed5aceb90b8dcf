import {
  adaptationCurve,
  heldOutTasks,
  learningCurve,
  type ComparedGroup,
  type Comparison,
  type CurvePoint,
} from '@sgmrl/experiments';
import type { LineFigure, Series } from './figure';

/** Gives every algorithm its number, for colour, line pattern and symbol: the same in every figure. */
export type Styles = (algorithm: string) => number;

/** Numbers algorithms in the order in which they first appear. */
export const stylesOf = (groups: readonly ComparedGroup[]): Styles => {
  const names = [...new Set(groups.map(({ algorithm }) => algorithm))];
  return (algorithm) => names.indexOf(algorithm);
};

/** A number of inner steps, in words. */
export const innerStepsInWords = (innerSteps: number): string =>
  `${String(innerSteps)} inner step${innerSteps === 1 ? '' : 's'}`;

/** Groups that belong into one figure: those that train with ζ inner steps, and what they are measured against. */
interface Panel {
  /** Ends the names of files. */
  readonly id: string;
  readonly title: string;
  readonly groups: readonly ComparedGroup[];
}

/** A panel for each number of inner steps of training; baselines are in each of them. */
const panelsOf = (groups: readonly ComparedGroup[]): readonly Panel[] => {
  const baselines = groups.filter(({ innerSteps }) => innerSteps === 0);
  const numbers = [...new Set(groups.map(({ innerSteps }) => innerSteps))].filter((n) => n > 0);
  return numbers.length === 0
    ? [{ id: 'inner-steps-0', title: 'no inner steps', groups: baselines }]
    : numbers
        .sort((a, b) => a - b)
        .map((innerSteps) => ({
          id: `inner-steps-${String(innerSteps)}`,
          title: innerStepsInWords(innerSteps),
          groups: [...groups.filter((group) => group.innerSteps === innerSteps), ...baselines],
        }));
};

const series =
  (styles: Styles, curve: (group: ComparedGroup) => readonly CurvePoint[]) =>
  (group: ComparedGroup): readonly Series[] => {
    const points = curve(group);
    return points.length === 0
      ? []
      : [
          {
            name: group.algorithm,
            style: styles(group.algorithm),
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
  const lines = groups.flatMap(series(styles, (group) => learningCurve(group, which, axis)));
  return {
    id: `learning-${which}-${file}-${id}`,
    title: `Return ${when[which]}, ${title}`,
    description: `Undiscounted return ${when[which]} in training against ${label}: ${inWords(lines)}. ${band(lines)}`,
    x: { label, scale: 'linear' },
    y: { label: 'undiscounted return', scale: 'linear' },
    symbols: hasFew(lines),
    series: lines,
  };
};

/** The learning curves of a panel: return after and before adaptation, against iterations and environment steps. */
const learningFigures = (panel: Panel, styles: Styles): readonly LineFigure[] =>
  (['iteration', 'timesteps'] as const)
    .flatMap((axis) => (['after', 'before'] as const).map((which) => learning(panel, styles, which, axis)))
    .filter((figure) => figure.series.length > 0);

/** How groups of a panel adapt to held-out tasks; none if they were not evaluated. */
const adaptationFigures = ({ id, title, groups }: Panel, styles: Styles): readonly LineFigure[] => {
  const lines = groups.flatMap(series(styles, adaptationCurve));
  return lines.length === 0
    ? []
    : [
        {
          id: `adaptation-${id}`,
          title: `Held-out tasks, ${title}`,
          description: `Undiscounted return on ${heldOutTasks(groups)} after 0, 1, … inner steps, trained with ${title}: ${inWords(lines)}. ${band(lines)}`,
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
}

/**
 * Figures of the means over seeds and their 95 % intervals, for each number of inner steps that was trained with; baselines
 * are in all of them. An algorithm looks the same in each figure; what was not measured is left out.
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
  };
};
