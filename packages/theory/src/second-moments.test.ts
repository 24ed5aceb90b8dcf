import * as fc from 'fast-check';
import { covariance, factorColumns } from './second-moments';

const outcomes = fc.record({
  rows: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 12, maxLength: 12 }),
  weights: fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
});

test('covariance is E[xy] − E[x]E[y]', () => {
  fc.assert(
    fc.property(outcomes, ({ rows, weights }) => {
      const total = weights.reduce((sum, w) => sum + w, 0);
      const p = weights.map((w) => w / total);
      const expectation = (f: (n: number) => number): number => p.reduce((sum, q, n) => sum + q * f(n), 0);
      const { data } = covariance(rows, 3, p);
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++)
          expect(data[i * 3 + j]).toBeCloseTo(
            expectation((n) => rows[n * 3 + i] * rows[n * 3 + j]) -
              expectation((n) => rows[n * 3 + i]) * expectation((n) => rows[n * 3 + j]),
            10,
          );
    }),
  );
});

test('factor columns multiply back, as many as the rank', () => {
  fc.assert(
    fc.property(outcomes, fc.integer({ min: 1, max: 3 }), ({ rows }, rank) => {
      const columns = Array.from({ length: rank }, (_, k) => rows.slice(4 * k, 4 * k + 4));
      const data = Float64Array.from({ length: 16 }, (_, index) =>
        columns.reduce((sum, c) => sum + c[Math.floor(index / 4)] * c[index % 4], 0),
      );
      const factors = factorColumns({ rows: 4, columns: 4, data });
      expect(factors.length).toBeLessThanOrEqual(rank);
      data.forEach((x, index) => {
        const found = factors.reduce((sum, c) => sum + c[Math.floor(index / 4)] * c[index % 4], 0);
        expect(found).toBeCloseTo(x, 9);
      });
    }),
  );
});

test('nothing varies: no column', () => {
  expect(factorColumns({ rows: 2, columns: 2, data: [0, 0, 0, 0] })).toStrictEqual([]);
});
