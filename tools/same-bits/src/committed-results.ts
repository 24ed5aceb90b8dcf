import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from '@sgmrl/experiments';
import * as t from 'io-ts';

export const root = join(__dirname, '../../..');

const results = join(root, 'docs/results');

/** A committed or a repeated file of docs/results. */
export const textOf = (file: string, folder = results): string => readFileSync(join(folder, file), 'utf8');

/** A row of a committed table, cells by the name of their column. */
type Row = Readonly<Record<string, string>>;

/** The rows of a committed file of values separated by commas. */
export const rowsOf = (file: string): readonly Row[] => {
  const [head, ...lines] = textOf(file).trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])));
};

/**
 * The command of a page's section "Repeat it" that writes into this folder. It runs the program that
 * is built here, and options after it count in the place of its own.
 */
export const commandOf = (page: string, folder: string): string => {
  const blocks = [...textOf(page).matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block);
  const commands = blocks.flatMap((block) => block.split(/\n(?=\S)/));
  const found = commands.filter((command) => command.split(/\s+/).includes(folder));
  const command = found.find((text) => text.startsWith('npx sgmrl compare '));
  if (command === undefined)
    throw new RangeError(`${page}: expected a command with --out ${folder}, found none`);
  return command.trim().replace('npx sgmrl', `node ${join(root, 'packages/cli/bin/sgmrl.js')}`);
};

/** What was measured at one place of a table: cells that say where, and numbers. */
export interface Measured {
  readonly where: Row;
  readonly numbers: Readonly<Record<string, number>>;
}

const placeOf = (
  { algorithm, innerSteps, settings = [] }: Comparison['groups'][number],
  seed: number,
): Row => ({
  algorithm,
  // No page varies another field.
  ...Object.fromEntries(settings.map(({ shown }) => ['step_size', shown])),
  inner_steps: String(innerSteps),
  seed: String(seed),
});

/** What a comparison measured in every iteration. */
export const iterationsOf = ({ groups }: Pick<Comparison, 'groups'>): readonly Measured[] =>
  groups.flatMap((group) =>
    group.runs.flatMap(({ seed, records }) =>
      records.map((record) => ({
        where: { ...placeOf(group, seed), iteration: String(record.iteration) },
        numbers: {
          timesteps: record.timesteps,
          before: record.before.undiscounted.mean,
          after: record.after.undiscounted.mean,
          gradient_norm: record.gradientNorm,
        },
      })),
    ),
  );

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** What a comparison measured on held-out tasks. */
export const evaluationsOf = ({ groups }: Comparison): readonly Measured[] =>
  groups.flatMap((group) =>
    group.runs.flatMap(({ seed, heldOut }) =>
      (heldOut?.rows ?? []).map((row) => ({
        where: { ...placeOf(group, seed), steps: String(row.innerSteps) },
        numbers: { return: mean(row.undiscounted) },
      })),
    ),
  );

/** As tables have it that say the step size beside the algorithm: "maml at α = 2". */
export const withStepSizeInName = ({ where, numbers }: Measured): Measured => ({
  where: { ...where, algorithm: `${where.algorithm} at α = ${where.step_size}` },
  numbers,
});

/**
 * The first iteration of a run and the mean of its first ten, as tables have it whose rows are means
 * of ten iterations.
 */
export const firstTenOf = (measured: readonly Measured[]): readonly Measured[] => {
  const ten = measured.slice(0, 10);
  if (ten.length < 10) throw new RangeError(`expected ten iterations of a run, found ${String(ten.length)}`);
  const [first, last] = [ten[0], ten[9]];
  const meanOf = (name: string): number => mean(ten.map(({ numbers }) => numbers[name]));
  return [
    first,
    {
      where: last.where,
      numbers: { ...last.numbers, before: meanOf('before'), after: meanOf('after') },
    },
  ];
};

const interval = t.type({ mean: t.number, low: t.number, high: t.number });
const Evaluation = t.type({
  rows: t.array(t.type({ innerSteps: t.number, untrained: t.type({ undiscounted: interval }) })),
});

/** What `evaluate --json` printed of the parameters that training starts from. */
export const untrainedOf = (printed: string): readonly Measured[] => {
  const decoded = Evaluation.decode(JSON.parse(printed));
  if (decoded._tag === 'Left') throw new RangeError(`expected an evaluation, found ${printed}`);
  return decoded.right.rows.map(({ innerSteps, untrained: { undiscounted } }) => ({
    where: { iterations: '0', steps: String(innerSteps) },
    numbers: { return: undiscounted.mean, low: undiscounted.low, high: undiscounted.high },
  }));
};

/** Half a unit of the last decimal of a number as text, and what floating point may add. */
const halfUnit = (text: string): number => 0.5000001 * 10 ** -(text.split('.')[1] ?? '').length;

/**
 * Where committed rows say otherwise than what was measured, rounded as they are; and that no row is
 * there at all.
 */
export const differencesFrom =
  (rows: readonly Row[]) =>
  ({ where, numbers }: Measured): readonly string[] => {
    const place = Object.entries(where).filter(([name]) => Object.hasOwn(rows[0], name));
    const text = place.map(([name, cell]) => `${name} ${cell}`).join(', ');
    const row = rows.find((other) => place.every(([name, cell]) => other[name] === cell));
    if (row === undefined) return [`${text}: expected a committed row, found none`];
    return Object.entries(numbers)
      .filter(([name]) => Object.hasOwn(row, name))
      .filter(([name, number]) => !(Math.abs(number - Number(row[name])) <= halfUnit(row[name])))
      .map(([name, number]) => `${text}: expected ${name} ${row[name]}, found ${String(number)}`);
  };

/** The rows of the Markdown tables in a text, without what aligns them. */
export const tableRows = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ |-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join('|'),
    );
