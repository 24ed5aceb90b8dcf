import { point, type LineFigure } from '@sgmrl/report';
import { numberAfterEquals, tableCells } from './table-cells';

const names = [
  'linear-quadratic, their own',
  'two actions, their own',
  'two actions, the same',
  'linear-quadratic, the same',
];

/** The noise of differences that docs/results/coupled-noise.md holds, against ε. */
export const differenceNoise = (page: string): LineFigure => {
  const [head, ...rows] = tableCells(page, 'random numbers of the two sides');
  const series = names.map((name, style) => {
    const row = rows.find(([first]) => first === name);
    if (row === undefined) throw new RangeError(`expected a row of ${name}, found none`);
    const points = row.flatMap((cell, i) => {
      const epsilon = numberAfterEquals(head[i]);
      return Number.isNaN(epsilon) ? [] : [point(epsilon, Number(cell))];
    });
    return { name, style, points };
  });
  return {
    id: 'noise',
    title: 'Noise against the width ε',
    description:
      'Both axes logarithmic. With random numbers of their own both lines rise steeply to the left. With the same ones that of two actions rises half as steeply, and that of linear-quadratic stays level.',
    x: { label: 'width ε', scale: 'log' },
    y: { label: 'standard deviation', scale: 'log' },
    symbols: true,
    series,
  };
};
