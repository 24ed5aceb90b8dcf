import { key, normal } from '@sgmrl/prng';
import fc from 'fast-check';
import { holm, pairedTest } from './paired';

const bounded = fc.double({ min: -100, max: 100, noNaN: true });

describe('pairedTest', () => {
  it('has the t and p of the textbook', () => {
    // Student (1908): extra sleep in ten patients; published t = 4.0621, p = 0.002833.
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { difference, studentP } = pairedTest(second, first);
    expect(difference.mean).toBeCloseTo(1.58, 12);
    expect(difference.low).toBeCloseTo(0.7001142, 6);
    expect(difference.high).toBeCloseTo(2.4598858, 6);
    expect(studentP).toBeCloseTo(0.002833, 6);
  });

  it('counts the signs that make the sum as large', () => {
    // 1 + 2 + 3 = 6: only all signs equal reach it; 1 + 2 − 3 = 0: every choice does; 3 + 1 − 1 =
    // 3: +++, ++−, +−+, their mirror images.
    expect(pairedTest([1, 2, 3], [0, 0, 0]).signFlipP).toBe(2 / 8);
    expect(pairedTest([1, 2, -3], [0, 0, 0]).signFlipP).toBe(1);
    expect(pairedTest([3, 1, -1], [0, 0, 0]).signFlipP).toBe(6 / 8);
    expect(pairedTest([0.1, 0.2, 0.3, 0.4, 0.5], [0, 0, 0, 0, 0]).signFlipP).toBe(0.0625);
  });

  it('does not depend on the order of pairs or on which side comes first', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(bounded, bounded), { minLength: 2, maxLength: 6 }), (pairs) => {
        const side = (i: 0 | 1, all: typeof pairs) => all.map((pair) => pair[i]);
        const test = pairedTest(side(0, pairs), side(1, pairs));
        const swapped = pairedTest(side(1, pairs), side(0, pairs));
        const reversed = pairedTest(side(0, pairs.toReversed()), side(1, pairs.toReversed()));
        expect(swapped.signFlipP).toBe(test.signFlipP);
        expect(reversed.signFlipP).toBe(test.signFlipP);
        expect(swapped.studentP).toBeCloseTo(test.studentP ?? NaN, 9);
        expect(swapped.difference.mean).toBeCloseTo(-test.difference.mean, 9);
      }),
    );
  });

  it('rejects a true null hypothesis as often as it says', () => {
    const repetitions = 4000;
    const rejected = Array.from({ length: repetitions }, (_, seed) => {
      const draws = Array.from(normal(key(seed), 10));
      const { studentP, signFlipP } = pairedTest(draws.slice(0, 5), draws.slice(5));
      return [studentP ?? NaN, signFlipP ?? NaN];
    });
    const rate = (i: number, level: number) => rejected.filter((ps) => ps[i] <= level).length / repetitions;
    // Four standard errors of a proportion: each passes with probability 0.9999.
    expect(Math.abs(rate(0, 0.05) - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / repetitions));
    expect(Math.abs(rate(1, 0.0625) - 0.0625)).toBeLessThan(4 * Math.sqrt((0.0625 * 0.9375) / repetitions));
  });

  it('says what it can of one pair, of equal differences and of many', () => {
    expect(pairedTest([3], [1])).toEqual({
      pairs: 1,
      difference: { mean: 2, low: null, high: null },
      studentP: null,
      signFlipP: 1,
    });
    expect(pairedTest([2, 2], [2, 2]).studentP).toBe(1);
    expect(pairedTest([3, 3], [2, 2]).studentP).toBe(0);
    expect(pairedTest(new Array<number>(21).fill(1), new Array<number>(21).fill(0)).signFlipP).toBeNull();
  });
});

describe('holm', () => {
  it('multiplies the smallest by their number, the next by one less', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([])).toEqual([]);
  });

  it('keeps the order, is never below p and never above Bonferroni', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(p, { minLength: 1, maxLength: 8 }), (ps) => {
        const adjusted = holm(ps);
        adjusted.forEach((q, i) => {
          expect(q).toBeGreaterThanOrEqual(ps[i]);
          expect(q).toBeLessThanOrEqual(Math.min(1, ps[i] * ps.length));
          ps.forEach((other, j) => {
            if (other < ps[i]) expect(adjusted[j]).toBeLessThanOrEqual(q);
          });
        });
      }),
    );
  });
});
