import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableRows } from '../testing/table-rows';

const root = join(__dirname, '../../../..');

const script = join(root, 'packages/cli/scripts/corridor-results.mjs');
const computed = tableRows(execFileSync(process.execPath, [script], { encoding: 'utf8' }));

/** The cells of the rows that start like this, table by table. */
const rowsOf = (...start: readonly string[]): readonly (readonly string[])[] =>
  computed
    .filter((line) => line.startsWith(`|${start.join('|')}|`))
    .map((line) => line.split('|').slice(1, -1));

const meanOf = (interval: string): string => {
  const mean = Number(interval.split(' ')[0].replace('−', '-'));
  return (Math.round(mean * 10) / 10).toFixed(1).replace('-', '−');
};

/** Untrained and after training with MAML, on average over seeds. */
const ofMaml = (zeta: string, trained: number, untrained: number): string =>
  `${meanOf(rowsOf(zeta, '10')[0][untrained])} → ${meanOf(rowsOf(zeta, 'none')[0][trained])}`;

const [page, readme] = ['docs/results/corridor.md', 'README.md'].map((file) =>
  readFileSync(join(root, file), 'utf8'),
);
const said = page.replace(/\s+/g, ' ');

it('docs/results/corridor.md holds the tables of its data', () => {
  expect(computed).toHaveLength(4 + 25 + 22);
  expect(tableRows(page)).toEqual(computed);
});

it('says where MAML ends below the untrained policy, as README.md does', () => {
  expect(said).toContain(`${ofMaml('1', 4, 3)} and ${ofMaml('3', 4, 3)} after adaptation`);
  expect(said).toContain(`${ofMaml('1', 3, 2)} and ${ofMaml('3', 3, 2)} before`);
  expect(said).toContain(`MAML learns**, ${ofMaml('2', 4, 3)}`);
  expect(readme.replace(/\s+/g, ' ')).toContain(`(${ofMaml('1', 4, 3)} and ${ofMaml('3', 4, 3)}, ten seeds)`);
});

it('says who is ahead', () => {
  const differences = computed.slice(-21).map((line) => line.split('|').slice(1, -1));
  const of = (zeta: string) => differences.filter(([other]) => other === zeta);
  const isSure = (row: readonly string[]) => Number(row[5]) < 0.05 && !row[3].startsWith('−');
  for (const zeta of ['1', '3']) {
    expect(of(zeta).every(isSure)).toBe(true);
    const means = of(zeta).map((row) => Number(meanOf(row[3])));
    expect(said).toContain(
      `by ${Math.min(...means).toFixed(1)} to ${Math.max(...means).toFixed(1)} with ζ = ${zeta}`,
    );
  }
  expect(
    of('2')
      .filter(isSure)
      .map(([, algorithm]) => algorithm),
  ).toEqual(['lvc']);
  expect(
    of('2')
      .filter((row) => !/\[−/.test(row[3]))
      .map(([, algorithm, , , , adjusted]) => [algorithm, adjusted]),
  ).toEqual([
    ['lvc', '0.0062'],
    ['windowed', '0.075'],
  ]);
});

it('names the highest and the lowest mean of the debiased ones', () => {
  for (const zeta of ['1', '2', '3']) {
    const ranked = computed
      .slice(5, 29)
      .map((line) => line.split('|').slice(1, -1))
      .filter(([other, algorithm]) => other === zeta && algorithm !== 'none')
      .sort((a, b) => Number(a[5].split(' ')[0]) - Number(b[5].split(' ')[0]));
    expect([ranked[0][1], ranked.at(-1)?.[1]]).toEqual(['algorithm-1', 'lvc']);
  }
});
