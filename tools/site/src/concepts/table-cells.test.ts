import { numberAfterEquals, tableCells } from './table-cells';

const page = 'Text\n\n| a | N = 2 |\n| --- | --- |\n| x | 1 |\n\n| b | N = 4 |\n| - | - |\n| y | 3 |';

it('finds a table by its first cell, wherever it stands', () => {
  expect(tableCells(page, 'a')).toEqual([
    ['a', 'N = 2'],
    ['x', '1'],
  ]);
  expect(tableCells(page, 'b')).toEqual([
    ['b', 'N = 4'],
    ['y', '3'],
  ]);
});

it('says which table it has not found', () => {
  expect(() => tableCells(page, 'c')).toThrow('expected a table that begins with c, found none');
});

it('reads the number of a head', () => {
  expect(numberAfterEquals('ε = 0.03')).toBe(0.03);
});
