import * as fc from 'fast-check';
import { digits } from './digits';

it.each([
  [1, '1'],
  [-0.5, '-0.5'],
  [20, '20'],
  [1 / 3, '0.333333'],
  [2 / 3, '0.666667'],
  [1e-9, '1e-9'],
  [1e21, '1e+21'],
  [1.0000001, '1.0000001'],
  [0.9999999, '0.9999999'],
  [1000.0001, '1000.0001'],
  [1e-100, '1e-100'],
  [0.1 + 0.2, '0.3'],
])('%d', (x, text) => {
  expect(digits(x)).toBe(text);
});

it('says no number of few digits for another', () => {
  const rounded = fc.integer({ min: -999, max: 999 }).filter((x) => x !== 0);
  fc.assert(
    fc.property(rounded, fc.integer({ min: -12, max: -1 }), (round, power) => {
      const x = round * (1 + 10 ** power);
      expect(digits(x)).not.toBe(String(round));
      expect(Number(digits(x)) / x).toBeCloseTo(1, 5);
      expect(digits(round)).toBe(String(round));
    }),
  );
});
