import { quantileIndex } from './quantile-index';

describe('quantileIndex', () => {
  const p = [9, 0.25, 0, 0.5, 0.25, 9];

  it.each([
    [0, 0],
    [0.2499, 0],
    [0.25, 2],
    [0.7499, 2],
    [0.75, 3],
    [0.9999, 3],
  ])('cuts the unit interval at the cumulative sums: %d → %d', (u, index) => {
    expect(quantileIndex(p, 1, 4, u)).toBe(index);
  });

  it('gives what rounding leaves over to the last index that is possible', () => {
    expect(quantileIndex([0.3, 0.3, 0], 0, 3, 0.999)).toBe(1);
    expect(quantileIndex([1], 0, 1, 1)).toBe(0);
    // What stands behind the distribution is another's.
    expect(quantileIndex([1, 5], 0, 1, 1)).toBe(0);
  });

  it('gives an index in range when there is no distribution', () => {
    expect(quantileIndex([NaN, NaN], 0, 2, 0.5)).toBe(NaN);
    expect(quantileIndex([0, 0], 0, 2, 0)).toBe(NaN);
  });
});
