import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableRows } from '../testing/table-rows';

const root = join(__dirname, '../../../..');

const script = join(root, 'packages/cli/scripts/exploring-results.mjs');
const computedOf = (environment: string): readonly string[] =>
  tableRows(execFileSync(process.execPath, [script, environment], { encoding: 'utf8' }));
const pageOf = (environment: string): string =>
  readFileSync(join(root, `docs/results/${environment}.md`), 'utf8');

const value = (text: string): number => Number(text.split(' ')[0].replace('−', '-'));
const cellsOf = (line: string): readonly string[] => line.split('|').slice(1, -1);

describe('docs/results/four-corners.md', () => {
  const computed = computedOf('four-corners');
  const page = pageOf('four-corners');
  const said = page.replace(/\s+/g, ' ');
  const ends = computed.slice(4, 14).map(cellsOf);
  const differences = computed.slice(15).map(cellsOf);
  const endOf = (algorithm: string) => ends.filter(([, name]) => name === algorithm)[0];
  const differenceOf = (algorithm: string) => differences.filter(([, name]) => name === algorithm)[0];

  it('holds the tables of its data', () => {
    expect(computed).toHaveLength(3 + 11 + 9);
    expect(tableRows(page)).toEqual(computed);
  });

  it('says who has the highest mean, and that its lead may be chance', () => {
    const best = [...ends].sort((a, b) => value(b[5]) - value(a[5]))[0];
    expect(best[1]).toBe('leave-one-out-linear at α = 8');
    expect(said).toContain(`highest mean, ${best[5]} at α = 8`);
    expect(said).toContain(`untrained policy has ${cellsOf(computed[2])[3]}`);
    const [, , , , difference, , adjusted, flips] = differenceOf(best[1]);
    expect(said).toContain(`lead of ${difference} over MAML`);
    expect(said).toContain(`p = ${flips} by sign flips, ${adjusted} after`);
  });

  it('gives README.md its figures', () => {
    const [debiased, maml] = ['leave-one-out-linear at α = 8', 'maml at α = 8'].map((name) => endOf(name)[5]);
    expect(readFileSync(join(root, 'README.md'), 'utf8').replace(/\s+/g, ' ')).toContain(
      `the best mean, ${debiased} against ${maml} at α = 8`,
    );
  });

  it('says who is surely behind, by how much, and what they earn before adaptation', () => {
    const behind = differences.filter((row) => Number(row[6]) < 0.05);
    expect(behind.map(([, name]) => name)).toEqual([
      'windowed at α = 2',
      'coupled at α = 2',
      'lvc at α = 2',
      'lvc at α = 8',
    ]);
    const by = (name: string) => (-value(differenceOf(name)[4])).toFixed(2);
    expect(said).toContain(`by ${by('lvc at α = 2')} and ${by('lvc at α = 8')}`);
    expect(said).toContain(`by ${by('windowed at α = 2')} and ${by('coupled at α = 2')}`);
    const range = (column: number) => {
      const means = behind.map(([, name]) => value(endOf(name)[column]));
      return `${Math.min(...means).toFixed(2)} to ${Math.max(...means).toFixed(2)}`;
    };
    expect(said).toContain(`${range(3)} where MAML has ${value(endOf('maml at α = 2')[3]).toFixed(2)}`);
    expect(said).toContain(`gains them ${range(6)}, and MAML ${value(endOf('maml at α = 2')[6])}`);
    expect(endOf('maml at α = 2').slice(6, 7).map(value)).toEqual(
      endOf('maml at α = 8').slice(6, 7).map(value),
    );
  });
});

describe('docs/results/sparse-navigation.md', () => {
  const computed = computedOf('sparse-navigation');
  const page = pageOf('sparse-navigation');
  const said = page.replace(/\s+/g, ' ');
  const ends = computed.slice(3, 8).map(cellsOf);
  const differences = computed.slice(9).map(cellsOf);

  it('holds the tables of its data', () => {
    expect(computed).toHaveLength(2 + 6 + 5);
    expect(tableRows(page)).toEqual(computed);
  });

  it('says that none is surely ahead or behind, as README.md does', () => {
    expect(differences.filter((row) => Number(row[5]) < 0.05)).toEqual([]);
    const [, name, , difference, p, adjusted] = [...differences].sort(
      (a, b) => Math.abs(value(b[3])) - Math.abs(value(a[3])),
    )[0];
    expect(name).toBe('lvc');
    expect(said).toContain(`highest mean, ${difference} above MAML's; p is ${p}, and ${adjusted} after`);
    expect(readFileSync(join(root, 'README.md'), 'utf8').replace(/\s+/g, ' ')).toContain(
      `that of \`lvc\`, is ${difference}`,
    );
  });

  it('says who hardly adapts', () => {
    const [[, , , before, , , gain]] = ends.filter(([, name]) => name === 'coupled');
    const others = ends.filter(([, name]) => name !== 'coupled').map((row) => value(row[6]));
    expect(said).toContain(
      `one step gains ${gain}, the others' ${Math.min(...others)} to ${Math.max(...others)}`,
    );
    expect(said).toContain(`before adaptation, ${before}`);
    expect(Math.max(...ends.map((row) => value(row[3])))).toBe(value(before));
  });
});
