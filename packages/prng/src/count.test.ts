import { checkCount } from './count';

it('checkCount lets counts pass and names its caller otherwise', () => {
  expect(() => {
    checkCount('f', 0);
    checkCount('f', 1e9);
  }).not.toThrow();
  for (const wrong of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
    expect(() => {
      checkCount('f', wrong);
    }).toThrow(`f: expected a count (an integer ≥ 0), found ${String(wrong)}`);
  }
});
