import { key, normal } from '@sgmrl/prng';
import { interval95 } from './interval';

describe('interval95', () => {
  it('covers the true mean as often as it says', () => {
    const repetitions = 4000;
    const covered = Array.from({ length: repetitions }, (_, seed) => {
      const { low, high } = interval95(Array.from(normal(key(seed), 4)));
      return low !== null && high !== null && low <= 0 && 0 <= high;
    }).filter((inside) => inside).length;
    // Four standard errors of a proportion: passes with probability 0.9999 for a true coverage of
    // 0.95.
    expect(Math.abs(covered / repetitions - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / repetitions));
  });

  it('has no ends for a single value', () => {
    expect(interval95([3])).toEqual({ mean: 3, low: null, high: null });
  });
});
