import { studentQuantile95, studentTwoSided } from './student';

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

describe('studentTwoSided', () => {
  it.each([1, 2, 5, 30])('is 0.05 at the 95 %% quantile of %i degrees of freedom', (degrees) => {
    expect(studentTwoSided(degrees, studentQuantile95(degrees))).toBeCloseTo(0.05, 12);
  });

  it('has the closed forms of one and two degrees of freedom', () => {
    for (const t of [0, 0.3, 1, -2.5, 40]) {
      expect(studentTwoSided(1, t)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(Math.abs(t)), 12);
      expect(studentTwoSided(2, t)).toBeCloseTo(1 - Math.abs(t) / Math.sqrt(2 + t * t), 12);
    }
  });

  it('has the published values of the upper tail', () => {
    // Tables of Student's t, two-sided 1 % and 0.1 %.
    expect(studentTwoSided(4, 4.604)).toBeCloseTo(0.01, 4);
    expect(studentTwoSided(9, 4.781)).toBeCloseTo(0.001, 5);
  });
});
