import * as fc from 'fast-check';
import { centred, expectedSquares, factorColumns } from './second-moments';

const numbers = (length: number, min: number, max: number) =>
  fc.array(fc.double({ min, max, noNaN: true }), { minLength: length, maxLength: length });

/** Three random numbers of seven outcomes, which is not a multiple of four. */
const outcomes = fc.record({ values: numbers(21, -5, 5), weights: numbers(7, 0.1, 1) });

it('the squares of centred numbers are E[xy] − E[x]E[y]', () => {
  fc.assert(
    fc.property(outcomes, ({ values, weights }) => {
      const total = weights.reduce((sum, w) => sum + w, 0);
      const p = Float64Array.from(weights, (w) => w / total);
      const x = [0, 1, 2].map((i) => Float64Array.from(values.slice(7 * i, 7 * i + 7)));
      const expectation = (f: (n: number) => number): number => p.reduce((sum, q, n) => sum + q * f(n), 0);
      const found = expectedSquares(
        x.map((xi) => centred(xi, p)),
        p,
      );
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++)
          expect(found[i * 3 + j]).toBeCloseTo(
            expectation((n) => x[i][n] * x[j][n]) - expectation((n) => x[i][n]) * expectation((n) => x[j][n]),
            10,
          );
    }),
  );
});

it('factor columns multiply back, as many as the rank', () => {
  fc.assert(
    fc.property(numbers(12, -5, 5), fc.integer({ min: 1, max: 3 }), (rows, rank) => {
      const columns = Array.from({ length: rank }, (_, k) => rows.slice(4 * k, 4 * k + 4));
      const data = Float64Array.from({ length: 16 }, (_, index) =>
        columns.reduce((sum, c) => sum + c[Math.floor(index / 4)] * c[index % 4], 0),
      );
      const factors = factorColumns(data, 4);
      expect(factors.length).toBeLessThanOrEqual(rank);
      data.forEach((x, index) => {
        const found = factors.reduce((sum, c) => sum + c[Math.floor(index / 4)] * c[index % 4], 0);
        expect(found).toBeCloseTo(x, 9);
      });
    }),
  );
});

it('nothing varies: no column', () => {
  expect(factorColumns(new Float64Array(4), 2)).toStrictEqual([]);
});
