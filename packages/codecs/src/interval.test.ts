import { interval, wholeInterval } from './interval';

const all = [-Infinity, -1, 0, 0.5, 1, 1.1, 3, 4, 2 ** 53, Infinity, NaN, '1', null, undefined];

it.each([
  ['interval(0, 1)', interval(0, 1), [0, 0.5, 1], 'number from 0 to 1'],
  ['wholeInterval(-1, 3)', wholeInterval(-1, 3), [-1, 0, 1, 3], 'whole number from -1 to 3'],
  ['wholeInterval(4, Infinity)', wholeInterval(4, Infinity), [4], 'whole number from 4 to Infinity'],
])('%s holds what its name says', (_, { is, name }, held, called) => {
  expect([name, all.filter(is)]).toEqual([called, held]);
});
