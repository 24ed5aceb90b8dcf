import { checkDecay, checkFinite, checkPositive } from './check';

it.each([
  ['a finite number', checkFinite, [0, -1, 1e300], [NaN, Infinity, -Infinity]],
  ['a positive finite number', checkPositive, [1e-300, 1, 1e300], [0, -1, NaN, Infinity]],
  ['a number in [0, 1)', checkDecay, [0, 0.5, 1 - 2 ** -53], [1, -1e-9, NaN, Infinity]],
])('each check wants %s', (expected, check, right, wrong) => {
  for (const value of right) {
    expect(() => {
      check('x', value);
    }).not.toThrow();
  }
  for (const value of wrong) {
    expect(() => {
      check('x', value);
    }).toThrow(new RangeError(`x: expected ${expected}, found ${String(value)}`));
  }
});
