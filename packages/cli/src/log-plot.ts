import { init } from 'echarts';

/** Lines through points, both axes logarithmic. */
export interface LogPlot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly (readonly [x: number, y: number])[];
  }[];
}

const symbols = ['circle', 'rect', 'triangle', 'diamond', 'arrow', 'roundRect'];

/** "1000", "0.05", "2e-7": three digits at most. */
const label = (x: number): string => String(Number(x.toPrecision(3)));

/** The plot as an SVG document. */
export const logPlot = ({ title, x, y, lines }: LogPlot): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 560 });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: title, left: 'center' },
    legend: { orient: 'vertical', right: 10, top: 'middle' },
    grid: { left: 80, right: 220, top: 50, bottom: 60 },
    xAxis: {
      type: 'log',
      logBase: 2,
      min: 'dataMin',
      max: 'dataMax',
      name: x,
      nameLocation: 'middle',
      nameGap: 32,
      axisLabel: { formatter: label },
    },
    yAxis: {
      type: 'log',
      name: y,
      nameLocation: 'middle',
      nameGap: 58,
      axisLabel: { formatter: label },
    },
    series: lines.map(({ name, points }, i) => ({
      type: 'line',
      name,
      symbol: symbols[i % symbols.length],
      symbolSize: 8,
      lineStyle: { type: i < 8 ? 'solid' : 'dashed' },
      data: points.map((point) => [...point]),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
};
