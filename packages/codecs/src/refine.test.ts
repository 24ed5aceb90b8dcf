import * as t from 'io-ts';
import { refine } from './refine';
import { errorsOf } from './testing/errors-of';

const even = refine(t.number, 'even number', (x) => x % 2 === 0);

it('accepts what the predicate holds for', () => {
  expect(errorsOf(even, 4)).toEqual([]);
  expect(errorsOf(even, 3)).toEqual(['expected even number, found 3']);
});

it('leaves it to the base to say what is wrong with other values', () => {
  expect(errorsOf(even, 'four')).toEqual(['expected even number, found "four"']);
  const short = refine(t.readonlyArray(t.number), 'short list', ({ length }) => length < 3);
  expect(errorsOf(short, [1, 'two', 3])).toEqual(['1: expected number, found "two"']);
  expect(errorsOf(short, [1, 2, 3])).toEqual(['expected short list, found [1,2,3]']);
});
