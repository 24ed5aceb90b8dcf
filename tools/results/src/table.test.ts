import { csv, curveTable, endTable, type RunResult } from './table';

/** Twenty iterations: `first` in the first ten, `last` in the others; adaptation adds 2 in training, 5 held out. */
const run = (algorithm: string, seed: number, first: number, last: number): RunResult => {
  const before = [...new Array<number>(10).fill(first), ...new Array<number>(10).fill(last)];
  return {
    algorithm,
    seed,
    before,
    after: before.map((x) => x + 2),
    heldOut: { before: last, after: last + 5 },
  };
};

const runs = [run('none', 1, -30, -20), run('none', 2, -40, -24), run('other', 1, -32, -10)];

it('reports each seed, their mean, and the gain on held-out tasks', () => {
  expect(endTable(runs).split('\n').slice(2)).toEqual([
    '| none | -18.0, -22.0 → **-20.0** | -20.0, -24.0 → **-22.0** | 5.0, 5.0 → **5.0** |',
    '| other | -8.0 → **-8.0** | -10.0 → **-10.0** | 5.0 → **5.0** |',
  ]);
});

it('averages curves over seeds in blocks of ten iterations', () => {
  expect(curveTable(runs).split('\n')).toEqual([
    '| debiasing | 1–10 | 11–20 |',
    '| --- | --- | --- |',
    '| none | -33.0 | -20.0 |',
    '| other | -30.0 | -8.0 |',
  ]);
});

it('writes every iteration as CSV', () => {
  const lines = csv(runs).split('\n');
  expect(lines).toHaveLength(62);
  expect(lines[20]).toBe('none,1,20,-20.000,-18.000');
});
