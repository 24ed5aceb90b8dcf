import { numberIn } from './number-in';

it.each([
  ['3', 3],
  ['-0.5', -0.5],
  ['', NaN],
  [' ', NaN],
  ['x', NaN],
  [null, NaN],
])('reads %j as %d', (text, expected) => {
  expect(numberIn(text)).toBe(expected);
});
