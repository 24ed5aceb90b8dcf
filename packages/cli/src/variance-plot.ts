import type { VarianceCurve } from '@sgmrl/theory';
import { init } from 'echarts';

/** Which noise is drawn: that of all data, or that of the adaptation data alone. */
export type NoiseSource = 'all' | 'adaptation';

const titles: Readonly<Record<NoiseSource, string>> = {
  all: 'Noise of debiasing parts, all data',
  adaptation: 'Noise of debiasing parts, adaptation data alone (exact evaluation)',
};

const symbols = ['circle', 'rect', 'triangle', 'diamond', 'arrow', 'roundRect'];

/** Total variance against N, both logarithmic, one line a debiasing part; an SVG document. */
export const variancePlot = (curves: readonly VarianceCurve[], source: NoiseSource): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 560 });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: titles[source], left: 'center' },
    legend: { orient: 'vertical', right: 10, top: 'middle' },
    grid: { left: 70, right: 210, top: 50, bottom: 60 },
    xAxis: {
      type: 'log',
      logBase: 2,
      min: 'dataMin',
      max: 'dataMax',
      name: 'N, trajectories of an adaptation step',
      nameLocation: 'middle',
      nameGap: 32,
    },
    yAxis: { type: 'log', name: 'total variance', nameLocation: 'middle', nameGap: 52 },
    series: curves.map(({ debiasing, points }, i) => ({
      type: 'line',
      name: debiasing,
      symbol: symbols[i % symbols.length],
      symbolSize: 8,
      lineStyle: { type: i < 8 ? 'solid' : 'dashed' },
      data: points.map((point) => [point.trajectories, point[source].totalVariance]),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
};
