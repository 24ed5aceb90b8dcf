import { point, type LineFigure } from '@sgmrl/report';
import type { VarianceCurve } from '@sgmrl/theory';

/** Which noise is drawn: that of all data, or that of the adaptation data alone. */
export type NoiseSource = 'all' | 'adaptation';

const titles: Readonly<Record<NoiseSource, string>> = {
  all: 'Noise of debiasing parts, all data',
  adaptation: 'Noise of debiasing parts, adaptation data alone (exact evaluation)',
};

/** Total variance against N, one line a debiasing part. */
export const variancePlot = (curves: readonly VarianceCurve[], source: NoiseSource): LineFigure => ({
  id: `variance-${source}`,
  title: titles[source],
  description: `Total variance of ${String(curves.length)} debiasing parts against the number of trajectories of an adaptation step.`,
  x: { label: 'N, trajectories of an adaptation step', scale: 'log' },
  y: { label: 'total variance', scale: 'log' },
  symbols: true,
  series: curves.map(({ name, points }, style) => ({
    name,
    style,
    points: points.map((measured) => point(measured.trajectories, measured[source].totalVariance)),
  })),
});
