import { varianceTable } from './variance-table';

const measured = (totalVariance: number) => ({ totalVariance, stderr: totalVariance / 10 });
const slope = (exponent: number) => ({ exponent, stderr: 0.05, factor: 1 });
const curves = ['algorithm-1', 'first-order'].map((name) => ({
  name,
  points: [4, 8].map((trajectories) => ({
    trajectories,
    all: measured(trajectories),
    adaptation: measured(1 / trajectories),
  })),
  fit: { all: slope(1), adaptation: slope(-1) },
}));

it('a row for each curve, of the noise that is asked for', () => {
  expect(varianceTable(curves, 'all')).toEqual([
    ['estimator', 'N = 4', 'N = 8', 'slope'],
    ['algorithm-1', '4.00 ± 0.4', '8.00 ± 0.8', '1.00 ± 0.05'],
    ['first-order', '4.00 ± 0.4', '8.00 ± 0.8', '1.00 ± 0.05'],
  ]);
  expect(varianceTable(curves, 'adaptation')[1].slice(1)).toEqual([
    '0.250 ± 0.03',
    '0.125 ± 0.01',
    '-1.00 ± 0.05',
  ]);
});

it('no curve, no column of an N', () => {
  expect(varianceTable([], 'all')).toEqual([['estimator', 'slope']]);
});
