import type { VarianceCurve } from '@sgmrl/theory';
import { logPlot } from './log-plot';

/** Which noise is drawn: that of all data, or that of the adaptation data alone. */
export type NoiseSource = 'all' | 'adaptation';

const titles: Readonly<Record<NoiseSource, string>> = {
  all: 'Noise of debiasing parts, all data',
  adaptation: 'Noise of debiasing parts, adaptation data alone (exact evaluation)',
};

/** Total variance against N, one line a debiasing part; an SVG document. */
export const variancePlot = (curves: readonly VarianceCurve[], source: NoiseSource): string =>
  logPlot({
    title: titles[source],
    x: 'N, trajectories of an adaptation step',
    y: 'total variance',
    lines: curves.map(({ debiasing, points }) => ({
      name: debiasing,
      points: points.map((point) => [point.trajectories, point[source].totalVariance]),
    })),
  });
