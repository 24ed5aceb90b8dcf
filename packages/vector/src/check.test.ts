import { checkCount, checkSameDimension } from './check';

it('checkSameDimension names its caller and both dimensions', () => {
  expect(() => {
    checkSameDimension('f', [1, 2], Float64Array.of(3, 4));
  }).not.toThrow();
  expect(() => {
    checkSameDimension('f', [1], [1, 2]);
  }).toThrow('f: expected vectors of one dimension, found 1 and 2');
});

it('checkCount lets integers ≥ 0 pass', () => {
  expect(() => {
    checkCount('f', 0);
  }).not.toThrow();
  for (const wrong of [-1, 0.5, NaN, Infinity]) {
    expect(() => {
      checkCount('f', wrong);
    }).toThrow(`f: expected an integer ≥ 0, found ${String(wrong)}`);
  }
});
