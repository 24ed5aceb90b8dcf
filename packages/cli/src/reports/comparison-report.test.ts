import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtIn, presets, type Comparison } from '@sgmrl/experiments';
import { comparisonTables } from './comparison-report';
import { tableRows } from '../testing/table-rows';

type Group = Comparison['groups'][number];
type Row = Readonly<Record<string, string>>;

const results = join(__dirname, '../../../../docs/results');

const rowsOf = (file: string): readonly Row[] => {
  const [head, ...rows] = readFileSync(join(results, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
};

const estimates = (mean: number) => ({
  undiscounted: { mean, stderr: 0 },
  discounted: { mean, stderr: 0 },
});

const by = (rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, readonly Row[]> => {
  const groups = new Map<string, readonly Row[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
};

const runOf = ({ algorithm, inner_steps, seed }: Row): string => `${algorithm}/${inner_steps}/${seed}`;

/**
 * The comparison that two published files tell of: every iteration, and the returns on held-out
 * tasks.
 */
const published = (preset: keyof typeof presets, curves: string, adaptation: string): Comparison => {
  const { config } = presets[preset];
  const records = by(rowsOf(curves), runOf);
  const heldOut = rowsOf(adaptation);
  const groups = by(heldOut, ({ algorithm, inner_steps }) => `${algorithm}/${inner_steps}`);
  return {
    directories: [],
    config,
    problems: [],
    groups: [...groups.values()].map((rows): Group => ({
      algorithm: rows[0].algorithm,
      innerSteps: Number(rows[0].inner_steps),
      runs: [...by(rows, runOf)].map(([run, steps]) => {
        const iterations = (records.get(run) ?? []).map((row) => ({
          iteration: Number(row.iteration),
          timesteps: Number(row.timesteps),
          before: estimates(Number(row.before)),
          after: estimates(Number(row.after)),
          gradientNorm: 0,
          parameterNorm: 0,
          seconds: { plan: 0, run: 0, finish: 0 },
        }));
        return {
          directory: run,
          seed: Number(steps[0].seed),
          config: { ...config, iterations: iterations.length },
          records: iterations,
          heldOut: {
            version: 1,
            iteration: iterations.length,
            tasks: 40,
            rows: steps.map((row) => ({
              innerSteps: Number(row.steps),
              undiscounted: [Number(row.return)],
              discounted: [0],
            })),
          },
        };
      }),
    })),
  };
};

/** The documents write minus signs. */
const document = (name: string): string => readFileSync(join(results, name), 'utf8').replaceAll('−', '-');

it.each([
  ['one inner step', 'curves.csv', 'adaptation.csv'],
  ['two and three inner steps', 'curves-2-3.csv', 'adaptation-2-3.csv'],
])('docs/results/navigation-2d.md holds the tables of its data: %s', (_steps, curves, adaptation) => {
  const tables = tableRows(
    comparisonTables(
      published('navigation-2d', `navigation-2d/${curves}`, `navigation-2d/${adaptation}`),
      builtIn,
    ),
  );
  const found = tableRows(document('navigation-2d.md'));
  expect(tables.filter((row) => !found.includes(row))).toEqual([]);
  expect(tables.length).toBeGreaterThan(10);
});

it.each([
  [
    'navigation-2d.md',
    'navigation-2d',
    'navigation-2d/curves-falling-rate.csv',
    'navigation-2d/adaptation-falling-rate.csv',
  ],
  [
    'navigation-2d.md',
    'navigation-2d',
    'navigation-2d/curves-2-3-falling-rate.csv',
    'navigation-2d/adaptation-2-3-falling-rate.csv',
  ],
] as const)(
  'docs/results/%s holds the differences in its data: %s, %s',
  (file, preset, curves, adaptation) => {
    const tables = comparisonTables(published(preset, curves, adaptation), builtIn);
    const differences = tableRows(tables.slice(tables.indexOf('## Differences')));
    const found = tableRows(document(file));
    expect(differences.filter((row) => !found.includes(row))).toEqual([]);
    expect(differences.length).toBeGreaterThan(1);
  },
);

it('shows the exact p of the sign-flip test beside that of the t-test, and what it can reach', () => {
  const tables = comparisonTables(
    published('tabular-quick', 'corridor/curves.csv', 'corridor/adaptation.csv'),
    builtIn,
  );
  expect(tables).toContain('p, adjusted | p, sign flips |');
  // Ten seeds, all ahead: two of 1,024 ways to choose signs go as far.
  expect(tables).toMatch(
    /leave-one-out +\| none +\| 10 +\| 5\.31 \[5\.11, 5\.50\] +\| < 0\.001 +\| < 0\.001 +\| 0\.002 +\|/,
  );
  expect(tables).toContain('0.0625 for five');
});
