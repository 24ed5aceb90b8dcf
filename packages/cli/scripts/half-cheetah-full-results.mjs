/**
 * Prints the tables of docs/results/half-cheetah-full.md from its data; `--draw` draws its figure,
 * and `--take FOLDER` takes the data from the runs in a folder first.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawIfAsked, takenFolder } from './result-commands.mjs';
import { groups, mean, number, readRows, table } from './result-tables.mjs';

const folder = new URL('../../../docs/results/half-cheetah-full/', import.meta.url);
const curves = new URL('curves.csv', folder);

/** The returns of so many iterations are averaged. */
const span = 10;

/** The rows of one run; its folder is named algorithm-seed1, say. */
const rowsOf = (runs, name) => {
  const [, algorithm, seed] = /^(.*)-seed(\d+)$/.exec(name);
  return readFileSync(join(runs, name, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ iteration, timesteps, before, after }) => {
      const returns = [before, after].map(({ undiscounted }) => undiscounted.mean.toFixed(2));
      return [algorithm, seed, iteration, timesteps, ...returns].join(',');
    });
};

const taken = takenFolder();
if (taken !== undefined) {
  const names = readdirSync(taken).filter((name) => /-seed\d+$/.test(name));
  const head = 'algorithm,seed,iteration,timesteps,before,after';
  writeFileSync(curves, `${[head, ...names.flatMap((name) => rowsOf(taken, name))].join('\n')}\n`);
}

const fields = ['iteration', 'timesteps', 'before', 'after'];
const runs = [...groups(readRows(curves), ({ algorithm, seed }) => `${algorithm} ${seed}`).values()].map(
  (rows) => ({
    algorithm: rows[0].algorithm,
    seed: rows[0].seed,
    rows: rows.map((row) => Object.fromEntries(fields.map((name) => [name, Number(row[name])]))),
  }),
);

/** The mean of a field over the `span` iterations that end with this one. */
const endingAt = (rows, iteration, field) =>
  mean(rows.slice(iteration - span, iteration).map((row) => row[field]));

const milestones = [10, 30, 60, 90, 150, 200, 250, 300, 350, 400];

const course = table(
  ['algorithm', 'seed', ...milestones],
  runs.map(({ algorithm, seed, rows }) => [
    algorithm,
    seed,
    ...milestones.map((iteration) =>
      iteration > rows.length ? '' : number(endingAt(rows, iteration, 'after'), 1),
    ),
  ]),
);

/** Of MAML with a trust region after one step (Finn et al., arXiv:1703.03400, table 5). */
const published = 293;

/** The first iteration whose mean over the last ten reaches the published return. */
const reached = (rows) =>
  rows
    .map(({ iteration }) => iteration)
    .find((iteration) => iteration >= span && endingAt(rows, iteration, 'after') >= published);

const ends = table(
  [
    'algorithm',
    'seed',
    'iterations',
    'environment steps, millions',
    'before',
    'after',
    `reaches ${published}`,
  ],
  runs.map(({ algorithm, seed, rows }) => [
    algorithm,
    seed,
    rows.length,
    number(rows.at(-1).timesteps / 1e6, 1),
    ...['before', 'after'].map((field) => number(endingAt(rows, rows.length, field), 1)),
    reached(rows) ?? '',
  ]),
);

console.log([course, ends].join('\n\n'));

const blocks = (rows) =>
  rows
    .filter(({ iteration }) => iteration % span === 0)
    .map(({ iteration: x }) => ({ x, y: endingAt(rows, x, 'after') }));

await drawIfAsked(folder, [
  {
    id: 'after-one-step',
    title: 'Return after one step of adaptation, HalfCheetah at the size of the papers',
    description: `One seed each, means of ${span} iterations.`,
    x: { label: 'iteration', scale: 'linear' },
    y: { label: 'return after one step', scale: 'linear' },
    symbols: false,
    series: runs.map(({ algorithm: name, rows }, style) => ({ name, style, points: blocks(rows) })),
  },
]);
