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

it('reports what is wrong with the whole at its own place, with what was expected', () => {
  const even = consistent(t.number, 'number', (n) =>
    n % 2 === 0 ? [] : [{ path: [], expected: 'an even number', found: n }],
  );
  expect(errorsOf(even, 3)).toEqual(['expected an even number, found 3']);
  expect(errorsOf(t.type({ size: even }), { size: 3 })).toEqual(['size: expected an even number, found 3']);
});

it('reports a wrong structure before looking for inconsistencies', () => {
  expect(errorsOf(square, [[1], ['a']])).toEqual(['1.0: expected number, found "a"']);
});
