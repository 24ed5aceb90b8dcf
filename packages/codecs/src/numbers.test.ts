import { finiteNumber, nonNegativeNumber, numberFrom, positiveNumber, wholeNumber } from './numbers';
import { errorsOf } from './testing/errors-of';

const all = [-Infinity, -1, -1e-9, 0, 0.5, 1, 1.1, 3, 4, Infinity, NaN, '1', null, undefined];

it.each([
  ['finiteNumber', finiteNumber, [-1, -1e-9, 0, 0.5, 1, 1.1, 3, 4]],
  ['positiveNumber', positiveNumber, [0.5, 1, 1.1, 3, 4]],
  ['nonNegativeNumber', nonNegativeNumber, [0, 0.5, 1, 1.1, 3, 4]],
  ['numberFrom(0, 1)', numberFrom(0, 1), [0, 0.5, 1]],
  ['wholeNumber(1, 3)', wholeNumber(1, 3), [1, 3]],
  ['wholeNumber(-1, 3)', wholeNumber(-1, 3), [-1, 0, 1, 3]],
])('%s accepts what its name says', (_, codec, accepted) => {
  expect(all.filter((value) => errorsOf(codec, value).length === 0)).toEqual(accepted);
});

it('takes no whole number that float64 does not tell from its neighbour', () => {
  expect(errorsOf(wholeNumber(0, Infinity), 2 ** 53 - 1)).toEqual([]);
  expect(errorsOf(wholeNumber(0, Infinity), 2 ** 53)).toHaveLength(1);
});

it.each([
  [positiveNumber, -1, 'expected positive number, found -1'],
  [numberFrom(0, 10), 10.1, 'expected number from 0 to 10, found 10.1'],
  [wholeNumber(1, 3), 'two', 'expected whole number from 1 to 3, found "two"'],
])('%# names itself in the message', (codec, value, message) => {
  expect(errorsOf(codec, value)).toEqual([message]);
});
