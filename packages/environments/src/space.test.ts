import * as fc from 'fast-check';
import { contains, cube, discrete, isIndex, vectorLength } from './space';

const inf = Number.POSITIVE_INFINITY;

describe('contains', () => {
  it('is the product of closed intervals for a box', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 4 }), (triples) => {
        const box = {
          kind: 'box',
          low: triples.map(([a, b]) => Math.min(a, b)),
          high: triples.map(([a, b]) => Math.max(a, b)),
        } as const;
        const x = triples.map(([, , c]) => c);
        const clipped = x.map((c, i) => Math.min(Math.max(c, box.low[i]), box.high[i]));
        expect(contains(box, clipped)).toBe(true);
        expect(contains(box, x)).toBe(x.every((c, i) => c === clipped[i]));
      }),
    );
  });

  it('contains its own bounds', () => {
    expect(contains(cube(2, -1, 1), [-1, 1])).toBe(true);
  });

  it('takes typed arrays as well as arrays', () => {
    expect(contains(cube(2, -1, 1), Float64Array.of(0, 0))).toBe(true);
  });

  it.each([
    ['too short', cube(2, -1, 1), [0]],
    ['too long', cube(2, -1, 1), [0, 0, 0]],
    ['NaN, even between infinite bounds', cube(2, -inf, inf), [0, Number.NaN]],
    ['above', cube(1, -1, 1), [1 + Number.EPSILON]],
    ['no index', discrete(3), []],
    ['two indices', discrete(3), [0, 1]],
    ['a fraction', discrete(3), [0.5]],
    ['negative', discrete(3), [-1]],
    ['equal to the size', discrete(3), [3]],
    ['NaN as an index', discrete(3), [Number.NaN]],
  ])('refuses a vector that is %s', (_, space, x) => {
    expect(contains(space, x)).toBe(false);
  });

  it('holds exactly `size` whole indices', () => {
    const indices = [-2, -1, 0, 1, 2, 3, 4, 5].filter((i) => contains(discrete(4), [i]));
    expect(indices).toEqual([0, 1, 2, 3]);
    expect(isIndex(4, 3)).toBe(true);
    expect(isIndex(4, 4)).toBe(false);
  });
});

describe('vectorLength', () => {
  it('is d for a box and one for a discrete space, however large', () => {
    expect(vectorLength(cube(5, 0, 1))).toBe(5);
    expect(vectorLength(discrete(100))).toBe(1);
  });
});

describe('spaces that are none', () => {
  it.each([0, -1, 1.5, NaN, Infinity])('%d indices are refused', (size) => {
    expect(() => discrete(size)).toThrow(
      new RangeError(`discrete: expected a whole size from 1 on, found ${String(size)}`),
    );
  });

  it.each([-1, 1.5, NaN, Infinity])('a dimension of %d is refused', (dimension) => {
    expect(() => cube(dimension, 0, 1)).toThrow(
      new RangeError(`cube: expected a whole dimension from 0 on, found ${String(dimension)}`),
    );
  });

  it.each([
    [1, 0],
    [NaN, 1],
    [0, NaN],
  ])('bounds of %d and %d are refused', (low, high) => {
    expect(() => cube(2, low, high)).toThrow(
      new RangeError(`cube: expected low <= high, found ${String(low)} and ${String(high)}`),
    );
  });
});
