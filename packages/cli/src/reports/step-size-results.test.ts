import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableRows } from '../testing/table-rows';

const root = join(__dirname, '../../../..');

const script = join(root, 'packages/cli/scripts/step-size-results.mjs');
const computed = tableRows(execFileSync(process.execPath, [script], { encoding: 'utf8' }));

it('docs/results/step-size.md holds the tables of its data', () => {
  expect(computed).toHaveLength(44);
  expect(tableRows(readFileSync(join(root, 'docs/results/step-size.md'), 'utf8'))).toEqual(computed);
});

it('README.md holds the figures that it takes from them', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8').replace(/\s+/g, ' ');
  const row = (start: string, nth = 0) =>
    computed
      .filter((line) => line.startsWith(`|${start}|`))
      [nth].split('|')
      .slice(1, -1);
  const tenths = (text: string) => text.replace(/[\d.]+/g, (digits) => Number(digits).toFixed(1));
  const rounded = (text: string) => Math.round(Number(text.replace('−', '-')) * 10) / 10;
  const [, runs, strayed, share] = row('maml|50');
  expect(readme).toContain(`${strayed} of the ${runs} MAML runs go astray`);
  expect(readme).toContain(`${share.replace(/.*\[(\d+), (\d+)\]/, '$1 to $2')} % of MAML's`);
  const debiased = ['leave-one-out-linear|50', 'windowed|50', 'coupled|50'].map((start) => row(start));
  expect(debiased.map((cells) => cells[2])).toEqual(['0', '0', '1']);
  expect(readme).toContain('Of the 150 debiased runs one does');
  expect(debiased.map((cells) => cells[3])).toEqual(['0 % [0, 7]', '0 % [0, 7]', '2 % [0, 11]']);
  expect(readme).toContain('0 to 7 % of `leave-one-out-linear` and `windowed` each, 0 to 11 % of `coupled`');
  expect(debiased.map((cells) => cells[5])).toEqual(['0.0039', '0.0039', '0.0078']);
  expect(readme).toContain('p = 0.004, 0.004 and 0.008');
  expect(readme).toContain(
    `${tenths(row('leave-one-out-linear|0.2', 1)[3])}, ${tenths(row('windowed|0.2', 1)[3])} and ${tenths(row('coupled|0.2', 1)[3])} ahead`,
  );
  const ahead = ['0.05', '1'].map((alpha) =>
    ['leave-one-out-linear', 'windowed', 'coupled']
      .map((name) => row(`${name}|${alpha}`, 1))
      .filter(([, , , , , adjusted]) => Number(adjusted) < 0.05)
      .map(([name, , , difference]) => [name, -rounded(difference.split(' ')[0])] as const),
  );
  expect(['0.05', '1'].map((alpha) => row(`maml|${alpha}`)[5])).toEqual(['0', '0']);
  const leads = ahead[0].map(([, lead]) => lead);
  expect(leads).toHaveLength(3);
  expect(readme).toContain(`all three at 0.05, by ${Math.min(...leads)} to ${Math.max(...leads)}, and`);
  expect(ahead[1]).toHaveLength(1);
  expect(readme).toContain(`and of \`${ahead[1][0][0]}\` at 1, by ${ahead[1][0][1]}`);
  const best = [row('windowed|0.5'), row('leave-one-out-linear|0.5'), row('maml|1')].map(([, , , , after]) =>
    String(rounded(after.split(' ')[0])).replace('-', '−'),
  );
  expect(readme).toContain(
    `${best[0]} (\`windowed\`), ${best[1]} (\`leave-one-out-linear\`) and ${best[2]} (MAML)`,
  );
  const [[, , , , , own], [, , , , , state]] = [row('maml|0.1', 1), row('maml|0.1')];
  expect(readme).toContain(`in ${own} of 8 runs at α = 0.1, with the shared one in ${state} of 10`);
});
