import { share95 } from './share';

describe('share95', () => {
  it('is the closed form where none or all succeed', () => {
    for (const n of [1, 5, 50]) {
      const bound = 1 - Math.exp(Math.log(0.025) / n);
      expect(share95(0, n).low).toBe(0);
      expect(share95(0, n).high).toBeCloseTo(bound, 12);
      expect(share95(n, n).low).toBeCloseTo(1 - bound, 12);
      expect(share95(n, n).high).toBe(1);
    }
  });

  it('has the limits that tables give', () => {
    // Clopper and Pearson's limits as R's binom.test prints them: 5 of 10, and 13 of 50.
    expect(share95(5, 10)).toEqual({
      share: 0.5,
      low: expect.closeTo(0.187086, 6) as number,
      high: expect.closeTo(0.812914, 6) as number,
    });
    expect(share95(13, 50)).toEqual({
      share: 0.26,
      low: expect.closeTo(0.1463006, 6) as number,
      high: expect.closeTo(0.4034477, 6) as number,
    });
  });

  it('turns around where success and failure are exchanged', () => {
    for (const k of [0, 1, 7, 20]) {
      expect(share95(k, 20).low).toBeCloseTo(1 - share95(20 - k, 20).high, 12);
    }
  });

  it('holds the true probability in at least 95 % of cases', () => {
    const n = 30;
    const intervals = Array.from({ length: n + 1 }, (_, k) => share95(k, n));
    for (let p = 0.01; p < 1; p += 0.01) {
      let probability = Math.exp(n * Math.log(1 - p));
      let covered = 0;
      intervals.forEach(({ low, high }, k) => {
        if (low <= p && p <= high) covered += probability;
        probability *= ((n - k) / (k + 1)) * (p / (1 - p));
      });
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('stays exact for a thousand trials', () => {
    const { low, high } = share95(500, 1000);
    // Wilson's interval is [0.4691, 0.5309]; the exact one is a little wider.
    expect(low).toBeGreaterThan(0.4685);
    expect(low).toBeLessThan(0.4691);
    expect(high).toBeCloseTo(1 - low, 12);
  });

  it.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [0.5, 5],
    [NaN, 5],
    [1, Infinity],
    [1, 1001],
  ])('refuses %p of %p', (count, of) => {
    expect(() => share95(count, of)).toThrow(RangeError);
  });
});
