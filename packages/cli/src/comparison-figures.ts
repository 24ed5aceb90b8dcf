import { adaptationCurve, learningCurve, type ComparedGroup, type Comparison } from '@sgmrl/experiments';
import type { LineFigure, Point, Series } from '@sgmrl/report';

type Curve = readonly (Pick<Point, 'x' | 'low' | 'high'> & { readonly mean: number })[];

const pointsOf = (curve: Curve): readonly Point[] =>
  curve.map(({ x, mean, low, high }) => ({ x, y: mean, low, high }));

/** The algorithms trained with ζ inner steps, and the baselines; each looks the same in every figure. */
const seriesOf = (
  { groups }: Comparison,
  innerSteps: number,
  curve: (group: ComparedGroup) => Curve,
): readonly Series[] => {
  const names = [...new Set(groups.map(({ algorithm }) => algorithm))];
  return groups
    .filter((group) => group.innerSteps === innerSteps || group.innerSteps === 0)
    .map((group) => ({
      name: group.algorithm,
      style: names.indexOf(group.algorithm),
      points: pointsOf(curve(group)),
    }))
    .filter(({ points }) => points.length > 0);
};

const stepsInWords = (innerSteps: number): string =>
  `${String(innerSteps)} inner ${innerSteps === 1 ? 'step' : 'steps'}`;

const band = 'Lines are means over seeds, bands their 95 % intervals.';

const axes = { iteration: 'outer iterations', timesteps: 'environment steps' } as const;

const curveFigure =
  (comparison: Comparison, innerSteps: number) =>
  (when: 'before' | 'after', against: keyof typeof axes): LineFigure => ({
    id: `${when}-${against}-${String(innerSteps)}`,
    title: `Return ${when} adaptation, trained with ${stepsInWords(innerSteps)}`,
    description: `Undiscounted return ${when} adaptation in training against ${axes[against]}. ${band}`,
    x: { label: axes[against], scale: 'linear' },
    y: { label: `return ${when} adaptation`, scale: 'linear' },
    symbols: false,
    series: seriesOf(comparison, innerSteps, (group) => learningCurve(group, when, against)),
  });

const adaptationFigure = (comparison: Comparison, innerSteps: number): LineFigure => ({
  id: `adaptation-${String(innerSteps)}`,
  title: `Adaptation to held-out tasks, trained with ${stepsInWords(innerSteps)}`,
  description: `Undiscounted return on tasks that were not trained on, after each inner step. ${band}`,
  x: { label: 'inner steps taken', scale: 'linear' },
  y: { label: 'return on held-out tasks', scale: 'linear' },
  symbols: true,
  series: seriesOf(comparison, innerSteps, adaptationCurve),
});

/**
 * The figures of a comparison: for each number of inner steps that was trained with, the return before and after adaptation against
 * iterations and against environment steps, and the return on held-out tasks against inner steps.
 */
export const comparisonFigures = (comparison: Comparison): readonly LineFigure[] => {
  const trained = [...new Set(comparison.groups.map(({ innerSteps }) => innerSteps))].filter((n) => n > 0);
  return (trained.length > 0 ? trained : [0])
    .flatMap((innerSteps) => {
      const figure = curveFigure(comparison, innerSteps);
      return [
        figure('after', 'iteration'),
        figure('before', 'iteration'),
        figure('after', 'timesteps'),
        figure('before', 'timesteps'),
        adaptationFigure(comparison, innerSteps),
      ];
    })
    .filter(({ series }) => series.length > 0);
};
