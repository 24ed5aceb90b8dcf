import * as fc from 'fast-check';
import { add, axpy, negate, scale, subtract, zipWith } from './arithmetic';
import { float, integer, vectors } from './testing/arbitraries';
import type { Vector } from './vector';
import { zeros } from './vector';

/** Equal as points of R^d: −0 and 0 are one number. */
const expectSame = (x: Vector, y: Vector): void => {
  expect(Array.from(x, (entry) => entry + 0)).toEqual(Array.from(y, (entry) => entry + 0));
};

it('the eight laws of a vector space hold exactly on integers', () => {
  fc.assert(
    fc.property(vectors(3, integer), integer, integer, ([x, y, z], a, b) => {
      const zero = zeros(x.length);
      expectSame(add(add(x, y), z), add(x, add(y, z)));
      expectSame(add(x, y), add(y, x));
      expectSame(add(x, zero), x);
      expectSame(add(x, negate(x)), zero);
      expectSame(scale(a, scale(b, x)), scale(a * b, x));
      expectSame(scale(1, x), x);
      expectSame(scale(a, add(x, y)), add(scale(a, x), scale(a, y)));
      expectSame(scale(a + b, x), add(scale(a, x), scale(b, x)));
    }),
  );
});

it('subtract, axpy and zipWith follow from add, scale and negate, to the bit', () => {
  fc.assert(
    fc.property(vectors(2, float), float, ([x, y], a) => {
      expectSame(subtract(x, y), add(x, negate(y)));
      expectSame(axpy(a, x, y), add(scale(a, x), y));
      expectSame(
        zipWith(x, y, (p, q) => p + q),
        add(x, y),
      );
    }),
  );
});

it('distributivity holds on floats within rounding', () => {
  fc.assert(
    fc.property(vectors(2, float), float, ([x, y], a) => {
      const left = scale(a, add(x, y));
      const right = add(scale(a, x), scale(a, y));
      left.forEach((entry, i) => {
        expect(Math.abs(entry - right[i])).toBeLessThanOrEqual(
          2 ** -51 * Math.abs(a) * (Math.abs(x[i]) + Math.abs(y[i])) + Number.MIN_VALUE * 4,
        );
      });
    }),
  );
});

it('every operation returns a fresh Float64Array and leaves its input alone', () => {
  fc.assert(
    fc.property(vectors(2, integer), integer, ([x, y], a) => {
      const [before, beforeY] = [Array.from(x), Array.from(y)];
      const results = [
        add(x, y),
        subtract(x, y),
        axpy(a, x, y),
        scale(a, x),
        negate(x),
        zipWith(x, y, Math.max),
      ];
      for (const result of results) {
        expect(result).toBeInstanceOf(Float64Array);
        expect(result).toHaveLength(x.length);
        result.fill(NaN);
      }
      expect(Array.from(x)).toEqual(before);
      expect(Array.from(y)).toEqual(beforeY);
    }),
  );
});

it.each([
  ['add', () => add([1], [1, 2])],
  ['subtract', () => subtract([1], [1, 2])],
  ['axpy', () => axpy(2, [1], [1, 2])],
  ['zipWith', () => zipWith([1], [1, 2], Math.max)],
])('%s refuses unlike dimensions', (name, run) => {
  expect(run).toThrow(new RangeError(`${name}: expected vectors of one dimension, found 1 and 2`));
});
