import type { LineFigure } from './figure';
import { point } from './figure';
import { figureFile, leftOut, lineChart, narrow, wide } from './line-chart';
import { seriesColour } from './palette';

const figure: LineFigure = {
  id: 'returns',
  title: 'Returns & more',
  description: 'Two lines.',
  x: { label: 'iteration', scale: 'linear' },
  y: { label: 'return', scale: 'linear' },
  symbols: false,
  series: [
    { name: 'none', style: 0, points: [point(0, 0), point(10, 5)] },
    { name: 'first <order>', style: 3, points: [point(0, 10), point(10, 0), point(5, NaN)] },
  ],
};

/** The paths of lines, each as its points. */
const lines = (svg: string): readonly (readonly (readonly number[])[])[] =>
  [...svg.matchAll(/aria-roledescription="line mark" d="M([^"]+)"/g)].map(([, path]) =>
    path.split('L').map((pair) => pair.split(',').map(Number)),
  );

it('draws each line through its points, in proportion', async () => {
  const [first, second] = lines(await lineChart(figure, narrow)());
  // y = x/2 from the lower left, and from the upper left to the lower right; pixels count
  // downwards.
  expect(first[0][0]).toBe(second[0][0]);
  expect(first[1][0]).toBe(second[1][0]);
  expect(first[0][1]).toBeCloseTo(second[1][1], 9);
  expect(first[1][1]).toBeCloseTo((second[0][1] + second[1][1]) / 2, 9);
  expect(second[0][1]).toBeLessThan(second[1][1]);
  expect(second).toHaveLength(2);
});

it('names and colours lines, and escapes what it writes', async () => {
  const svg = await lineChart(figure, wide)();
  for (const text of ['>Returns &amp; more<', '>none<', '>first &lt;order&gt;<', '>iteration<', '>return<'])
    expect(svg).toContain(text);
  for (const { style } of figure.series) expect(svg).toContain(`stroke="${seriesColour(style)}"`);
  expect(svg).toMatch(/^<svg [^>]*width="900" height="560"/);
});

it.each([
  ['narrow', narrow, 400],
  ['wide', wide, 900],
] as const)(
  'a long title is broken into lines, and takes nothing from a %s plot',
  async (_, format, width) => {
    const words = 'curvature + seven-tenths, learningRate=0.001: task (0.21, 20.06), after 1 inner step';
    const plotOf = (svg: string): readonly number[] =>
      (/class="background"[^>]* d="M0,0h(\d+)v(\d+)/.exec(svg) ?? []).slice(1).map(Number);
    const svg = await lineChart({ ...figure, title: words }, format)();
    const plot = plotOf(svg);
    expect(plot).toEqual(plotOf(await lineChart(figure, format)()));
    expect(plot[0]).toBeGreaterThan(width / 2);
    for (const word of words.split(' ')) expect(svg).toContain(word);
  },
);

it('puts a logarithmic axis to powers of ten, and leaves out what has no logarithm', async () => {
  const svg = await lineChart(
    {
      ...figure,
      y: { label: 'variance', scale: 'log' },
      symbols: true,
      series: [
        { name: 'a', style: 0, points: Array.from({ length: 9 }, (_, i) => point(i, 10 ** (i / 2 - 1))) },
        { name: 'b', style: 1, points: [point(0, -1), point(1, 0), point(2, 1)] },
      ],
    },
    wide,
  )();
  for (const power of ['0.1', '1', '10', '100', '1000']) expect(svg).toContain(`>${power}</text>`);
  const heights = lines(svg)[0].map(([, y]) => y);
  heights.slice(2).forEach((y, i) => {
    expect(y - heights[i + 1]).toBeCloseTo(heights[1] - heights[0], 9);
  });
  expect(svg.match(/aria-roledescription="point"/g)).toHaveLength(10);
});

it('marks few steps each, and nothing between them', async () => {
  const ticks = async (values: readonly number[]) => {
    const points = values.map((x) => point(x, x));
    const svg = await lineChart({ ...figure, series: [{ name: 'a', style: 0, points }] }, wide)();
    const axis = svg.slice(svg.indexOf('X-axis'), svg.indexOf('Y-axis'));
    return [...axis.matchAll(/>([\d.]+)<\/text>/g)].map(([, label]) => label);
  };
  expect(await ticks([0, 1, 2])).toEqual(['0', '1', '2']);
  expect((await ticks([0, 1, 2.5])).length).toBeGreaterThan(3);
});

it('marks the values tried, and nothing between them, where they have symbols', async () => {
  const ticks = async (scale: 'linear' | 'log', values: readonly number[]) => {
    const series = [{ name: 'a', style: 0, points: values.map((x) => point(x, x)) }];
    const x = { label: 'learningRate', scale };
    const svg = await lineChart({ ...figure, x, symbols: true, series }, wide)();
    const axis = svg.slice(svg.indexOf('X-axis'), svg.indexOf('Y-axis'));
    return [...axis.matchAll(/>([\d.]+)<\/text>/g)].map(([, label]) => label);
  };
  expect(await ticks('log', [0.003, 0.03])).toEqual(['0.003', '0.03']);
  expect(await ticks('linear', [0.1, 0.2, 0.35])).toEqual(['0.1', '0.2', '0.35']);
});

it('draws a band where there are intervals', async () => {
  expect(await lineChart(figure, narrow)()).not.toMatch(/area mark/);
  const banded = {
    ...figure,
    series: [{ name: 'a', style: 0, points: [0, 1].map((x) => ({ x, y: 1, low: 0, high: 2 })) }],
  };
  const svg = await lineChart(banded, narrow)();
  const area = /aria-roledescription="area mark" d="M([^"]+)Z"/.exec(svg)?.[1] ?? '';
  const heights = [...new Set(area.split('L').map((pair) => Number(pair.split(',')[1])))];
  const [[[, middle]]] = lines(svg);
  expect(heights).toHaveLength(2);
  expect(heights[0]).not.toBeCloseTo(heights[1], 0);
  expect((heights[0] + heights[1]) / 2).toBeCloseTo(middle, 9);
});

it('gives the file of a document in colours that every program knows', async () => {
  const [name, svg] = await figureFile(figure)();
  expect(name).toBe('returns.svg');
  expect(svg).not.toContain('var(');
  expect(svg).toContain('#ffffff');
  expect(svg).toContain('width="900"');
  const [, small] = await figureFile(figure, narrow)();
  expect(small).toContain('width="400"');
});

it('draws lines of one group in one look, under one name', async () => {
  const grouped = {
    ...figure,
    series: [1, 2, 3].map((seed) => ({
      name: `none, seed ${String(seed)}`,
      group: 'none',
      style: 0,
      points: [point(0, seed), point(1, seed)],
    })),
  };
  const svg = await lineChart(grouped, narrow)();
  expect(lines(svg)).toHaveLength(3);
  expect(svg.match(/>none</g)).toHaveLength(1);
  expect(svg).not.toMatch(/>[^<]*seed[^<]*</);
});

it('writes long names whole, in lines of their own, and keeps the size of the plot', async () => {
  const named = (...names: readonly string[]) => ({
    ...figure,
    series: names.map((name, i) => ({ name, style: i, points: [point(0, 0), point(1, i + 1)] })),
  });
  const long = (rate: number) =>
    `leave-one-out-linear, iterations=2000, stepSize=0.125, learningRate=${String(rate)}`;
  const svg = await lineChart(named(...[1, 2, 3, 4].map(long)), narrow)();
  const text = svg.replace(/<[^>]*>/g, '|');
  for (const rate of [1, 2, 3, 4]) expect(text).toContain(`learningRate=${String(rate)}|`);
  expect(text).not.toContain('…');
  const plot = (drawn: string) => {
    const heights = lines(drawn).flatMap((line) => line.map(([, y]) => y));
    return Math.max(...heights) - Math.min(...heights);
  };
  expect(plot(svg)).toBeGreaterThan(0.9 * plot(await lineChart(named('a', 'b', 'c', 'd'), narrow)()));
});

it('says which points it leaves out, and draws the least and greatest of the parts of a long line', async () => {
  expect(leftOut(figure)).toEqual(['1 of 5 points are not drawn: they are not finite.']);
  const points = Array.from({ length: 5000 }, (_, i) => point(i, i === 2500 ? 100 : i % 2));
  const long = { ...figure, series: [{ name: 'a', style: 0, points }] };
  expect(leftOut(long)).toEqual([expect.stringMatching(/more than 800 points are drawn in 400 parts/)]);
  const [line] = lines(await lineChart(long, narrow)());
  expect(line.length).toBeLessThanOrEqual(800);
  const heights = line.map(([, y]) => y);
  // The one spike is still there.
  expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(
    50 * (Math.max(...heights) - [...heights].sort((a, b) => a - b)[1]),
  );
});
