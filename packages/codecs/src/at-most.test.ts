import { atMost } from './at-most';
import { wholeNumber } from './numbers';
import { errorsOf } from './testing/errors-of';

const rolls = atMost(3, wholeNumber(1, 5));
const name = 'list of at most 3, each a whole number from 1 to 5';

it.each([[[]], [[1]], [[1, 5, 2]]])('accepts %j', (value) => {
  expect(errorsOf(rolls, value)).toEqual([]);
});

it.each([
  ['what is no list', 3, [`expected ${name}, found 3`]],
  ['a list too long, whatever is in it', [0, 1, 1, 1], [`expected ${name}, found [0,1,1,1]`]],
  [
    'each wrong element at its path',
    [0, 2, 1.5],
    ['0: expected whole number from 1 to 5, found 0', '2: expected whole number from 1 to 5, found 1.5'],
  ],
])('rejects %s', (_, value, errors) => {
  expect(errorsOf(rolls, value)).toEqual(errors);
});
