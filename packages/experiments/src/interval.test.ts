import { key, normal } from '@sgmrl/prng';
import { interval95, studentQuantile95 } from './interval';

describe('studentQuantile95', () => {
  it.each([
    // Tables of Student's t, two-sided 5 %.
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [4, 2.776],
    [7, 2.365],
    [10, 2.228],
    [19, 2.093],
    [30, 2.042],
    [100, 1.984],
    [100_000, 1.96],
  ])('has the published value for %i degrees of freedom', (degrees, published) => {
    expect(Math.abs(studentQuantile95(degrees) - published)).toBeLessThan(5.1e-4);
  });

  it('has the closed form of one degree of freedom', () => {
    expect(studentQuantile95(1)).toBeCloseTo(Math.tan(0.475 * Math.PI), 10);
  });
});

describe('interval95', () => {
  it('covers the true mean as often as it says', () => {
    const repetitions = 4000;
    const covered = Array.from({ length: repetitions }, (_, seed) => {
      const { low, high } = interval95(Array.from(normal(key(seed), 4)));
      return low !== null && high !== null && low <= 0 && 0 <= high;
    }).filter((inside) => inside).length;
    // Four standard errors of a proportion: passes with probability 0.9999 for a true coverage of 0.95.
    expect(Math.abs(covered / repetitions - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / repetitions));
  });

  it('has no ends for a single value', () => {
    expect(interval95([3])).toEqual({ mean: 3, low: null, high: null });
  });
});
