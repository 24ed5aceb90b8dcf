import { pieces, totalOf } from './pieces';
import { startBackend } from './testing/backend';

it('lie one after another and share the memory', async () => {
  const { allocate, read, write } = (await startBackend()).algebra;
  const widths = [2, 0, 3];
  const { matrices, free } = allocate({ memory: [2, totalOf(widths)] });
  write([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], matrices.memory);
  const [first, none, last] = pieces(matrices.memory, 2, widths);
  expect([first, none, last].map(({ rows, columns }) => [rows, columns])).toEqual([
    [2, 2],
    [2, 0],
    [2, 3],
  ]);
  expect([...read(first)]).toEqual([1, 2, 3, 4]);
  expect([...read(last)]).toEqual([5, 6, 7, 8, 9, 10]);
  free();
});
