import * as t from 'io-ts';
import { consistent } from './consistent';
import { errorsOf } from './testing/errors-of';

const square = consistent(t.readonlyArray(t.readonlyArray(t.number)), 'square matrix', (rows) =>
  rows.flatMap((row, i) =>
    row.length === rows.length ? [] : [{ path: [i, row.length], expected: 'no such column', found: row }],
  ),
);

it('reports each inconsistency at its path', () => {
  expect(errorsOf(square, [[1], [2, 3]])).toEqual(['0.1: expected no such column, found [1]']);
  expect(
    errorsOf(square, [
      [1, 2],
      [3, 4],
    ]),
  ).toEqual([]);
});

it('reports a wrong structure before looking for inconsistencies', () => {
  expect(errorsOf(square, [[1], ['a']])).toEqual(['1.0: expected number, found "a"']);
});
