import * as fc from 'fast-check';
import { matrix, matrixFromRows, row } from './matrix';
import { integer, vectors } from './testing/arbitraries';

it('row i of the matrix from rows is row i, entry (i, j) at i·columns + j', () => {
  fc.assert(
    fc.property(vectors(3, integer), (rows) => {
      const m = matrixFromRows(rows);
      expect([m.rows, m.columns]).toEqual([3, rows[0].length]);
      rows.forEach((entries, i) => {
        expect(Array.from(row(m, i))).toEqual(Array.from(entries));
        for (let j = 0; j < m.columns; j++) expect(m.data[i * m.columns + j]).toBe(entries[j]);
      });
      expect(matrix(m.rows, m.columns, m.data)).toEqual(m);
    }),
  );
});

it('a row is a copy', () => {
  const data = [1, 2, 3, 4];
  row(matrix(2, 2, data), 1).fill(0);
  expect(data).toEqual([1, 2, 3, 4]);
});

it('no rows give the 0 × 0 matrix; empty rows keep their number', () => {
  expect(matrixFromRows([])).toEqual({ rows: 0, columns: 0, data: new Float64Array(0) });
  expect(matrixFromRows([[], []])).toEqual({ rows: 2, columns: 0, data: new Float64Array(0) });
});

it('wrong shapes, ragged rows and rows outside the matrix are refused', () => {
  expect(() => matrix(2, 3, [1])).toThrow(new RangeError('matrix: expected 2 × 3 = 6 numbers, found 1'));
  expect(() => matrix(-1, 1, [])).toThrow('matrix: expected an integer ≥ 0, found -1');
  expect(() => matrix(1, 0.5, [])).toThrow('matrix: expected an integer ≥ 0, found 0.5');
  expect(() => matrixFromRows([[1], [1, 2]])).toThrow(
    'matrixFromRows: expected vectors of one dimension, found 1 and 2',
  );
  const m = matrix(2, 1, [1, 2]);
  for (const i of [-1, 2, 0.5, NaN]) {
    expect(() => row(m, i)).toThrow(`row: expected an index of 2 rows, found ${String(i)}`);
  }
});
