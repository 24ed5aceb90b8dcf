/**
 * Prints the tables of docs/results/corridor.md from its data. `--take FOLDER` takes the data from a comparison before,
 * and `--draw` draws the figure.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holm, interval95, pairedTest } from '@sgmrl/experiments';
import { figureFile } from '@sgmrl/report';
import { groups, interval, mean, number, probability, readRows, table } from './result-tables.mjs';

const folder = new URL('../../../docs/results/corridor/', import.meta.url);

/** The returns of so many iterations are averaged. */
const span = 10;

const reference = 'none';

/** The candidate that has no name of its own is called `windowed`. */
const nameOf = (candidate) =>
  candidate === 'curvature + centred(window(0.9, dice))' ? 'windowed' : candidate;

/** The lines of a file that a comparison wrote; only the first cell may be quoted. */
const linesOf = (file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => /^(?:"([^"]*)"|([^,]*)),(.*)$/.exec(line))
    .map(([, quoted, plain, rest]) => [nameOf(quoted ?? plain), ...rest.split(',')]);

const write = (file, rows) =>
  writeFileSync(new URL(file, folder), rows.map((row) => `${row.join(',')}\n`).join(''));

/** The first iteration, then blocks: the last iteration and environment steps of each, and mean returns. */
const take = (comparison) => {
  const iterations = linesOf(join(comparison, 'curves.csv'));
  const blocks = groups(
    iterations,
    ([algorithm, zeta, seed, iteration]) => `${algorithm} ${zeta} ${seed} ${Math.ceil(iteration / span)}`,
  );
  const firstOf = (block) => (block[0][3] === '1' ? [block[0]] : []);
  write('curves.csv', [
    ['algorithm', 'inner_steps', 'seed', 'iteration', 'timesteps', 'before', 'after'],
    ...[...blocks.values()].flatMap((block) => [
      ...firstOf(block),
      [
        ...block.at(-1).slice(0, 5),
        mean(block.map((row) => Number(row[5]))).toFixed(4),
        mean(block.map((row) => Number(row[6]))).toFixed(4),
      ],
    ]),
  ]);
  write('adaptation.csv', [
    ['algorithm', 'inner_steps', 'seed', 'steps', 'return'],
    ...linesOf(join(comparison, 'adaptation.csv')),
  ]);
};

const taken = process.argv.indexOf('--take');
if (taken > 0) take(process.argv[taken + 1]);

const keyOf = ({ algorithm, inner_steps, seed }) => `${algorithm} ${inner_steps} ${seed}`;
const heldOut = groups(readRows(new URL('adaptation.csv', folder)), keyOf);
const returnAfter = (run, steps) => Number(run.find((row) => Number(row.steps) === steps).return);

const runs = [...groups(readRows(new URL('curves.csv', folder)), keyOf)].map(([key, blocks]) => {
  const { algorithm, inner_steps, seed, timesteps, before, after } = blocks.at(-1);
  const innerSteps = Number(inner_steps);
  const evaluation = heldOut.get(key);
  const adapted = returnAfter(evaluation, innerSteps);
  return {
    algorithm,
    innerSteps,
    seed,
    timesteps: Number(timesteps),
    before: Number(before),
    after: Number(after),
    adapted,
    gain: adapted - returnAfter(evaluation, 0),
    firstBefore: Number(blocks[0].before),
    firstAfter: Number(blocks[0].after),
    curve: blocks.map((block) => ({ iteration: Number(block.iteration), after: Number(block.after) })),
  };
});

const cells = [...groups(runs, ({ algorithm, innerSteps }) => `${innerSteps} ${algorithm}`).values()]
  .map((of) => ({ algorithm: of[0].algorithm, innerSteps: of[0].innerSteps, runs: of }))
  .sort((a, b) => a.innerSteps - b.innerSteps);

const over = (of, field) => interval(interval95(of.map((run) => run[field])));

console.log(
  table(
    ['ζ', 'seeds', 'before adaptation, untrained', 'after adaptation, untrained'],
    cells
      .filter(({ algorithm }) => algorithm === reference)
      .map(({ innerSteps, runs: of }) => [
        innerSteps,
        of.length,
        over(of, 'firstBefore'),
        over(of, 'firstAfter'),
      ]),
  ),
);
console.log();

console.log(
  table(
    [
      'ζ',
      'algorithm',
      'seeds',
      'before adaptation',
      'after adaptation',
      'held-out tasks, after ζ steps',
      'gain there',
      'environment steps',
    ],
    cells.map(({ algorithm, innerSteps, runs: of }) => [
      innerSteps,
      algorithm,
      of.length,
      ...['before', 'after', 'adapted', 'gain'].map((field) => over(of, field)),
      number(mean(of.map(({ timesteps }) => timesteps)) / 1e6),
    ]),
  ),
);

const pairs = cells
  .filter(({ algorithm }) => algorithm !== reference)
  .map(({ algorithm, innerSteps, runs: own }) => ({
    algorithm,
    innerSteps,
    test: pairedTest(
      own.map(({ adapted }) => adapted),
      own.map(
        ({ seed }) =>
          runs.find(
            (run) => run.algorithm === reference && run.innerSteps === innerSteps && run.seed === seed,
          ).adapted,
      ),
    ),
  }));
const adjusted = holm(pairs.map(({ test }) => test.studentP));

console.log();
console.log(
  table(
    ['ζ', 'algorithm', 'pairs', `difference to ${reference}`, 'p', 'p, adjusted', 'p, sign flips'],
    pairs.map(({ algorithm, innerSteps, test }, i) => [
      innerSteps,
      algorithm,
      test.pairs,
      interval(test.difference),
      probability(test.studentP),
      probability(adjusted[i]),
      probability(test.signFlipP),
    ]),
  ),
);

const figures = [1, 2, 3].map((innerSteps) => ({
  id: `after-adaptation-inner-steps-${innerSteps}`,
  title: `Return after adaptation, ζ = ${innerSteps}`,
  description: `Mean over ten seeds in blocks of ${span} iterations, with 95 % intervals.`,
  x: { label: 'iteration', scale: 'linear' },
  y: { label: 'return after adaptation', scale: 'linear' },
  symbols: false,
  series: cells
    .filter((cell) => cell.innerSteps === innerSteps)
    .map(({ algorithm: name, runs: of }, style) => ({
      name,
      style,
      points: of[0].curve.map(({ iteration: x }, block) => {
        const { mean: y, low, high } = interval95(of.map(({ curve }) => curve[block].after));
        return { x, y, low, high };
      }),
    })),
}));
if (process.argv.includes('--draw')) {
  for (const figure of figures) {
    const [name, svg] = await figureFile(figure)();
    writeFileSync(new URL(name, folder), svg);
  }
}
