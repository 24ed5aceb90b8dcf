import { point, type LineFigure } from '@sgmrl/report';
import { numberAfterEquals, tableCells } from './table-cells';

const names = ['algorithm-1', 'trajectory-baseline', 'leave-one-out-linear', 'leave-one-out'];

/** Some of the variances that docs/results/variance.md holds, against N. */
export const variances = (page: string): LineFigure => {
  const [[, ...sizes], ...rows] = tableCells(page, 'estimator');
  const series = names.map((name, style) => {
    const row = rows.find(([first]) => first === name);
    if (row === undefined) throw new RangeError(`expected a row of ${name}, found none`);
    const points = row.slice(1).flatMap((cell, i) => {
      const [variance, stderr] = cell.split(' ± ').map(Number);
      const n = numberAfterEquals(sizes[i]);
      // The last column is not of an N.
      if (Number.isNaN(n)) return [];
      return [{ ...point(n, variance), low: variance - 2 * stderr, high: variance + 2 * stderr }];
    });
    return { name, style, points };
  });
  return {
    id: 'variance',
    title: 'Variance against N',
    description:
      'Both axes logarithmic. algorithm-1 rises in proportion to N, trajectory-baseline slowly; leave-one-out-linear and leave-one-out fall. Bands are two standard errors.',
    x: { label: 'trajectories N of an inner step', scale: 'log' },
    y: { label: 'total variance', scale: 'log' },
    symbols: true,
    series,
  };
};
