/** The data that pages of docs/results keep of a comparison, and the tables and figures of them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holm, interval95, pairedTest } from '@sgmrl/experiments';
import { groups, interval, mean, number, probability, readRows, table } from './result-tables.mjs';

/** The returns of so many iterations are averaged. */
const span = 10;

const curveColumns = ['algorithm', 'inner_steps', 'seed', 'iteration', 'timesteps', 'before', 'after'];
const heldOutColumns = ['algorithm', 'inner_steps', 'seed', 'steps', 'return'];

const keyOf = ({ algorithm, inner_steps, seed }) => `${algorithm} ${inner_steps} ${seed}`;

/** The rows of a file that a comparison wrote; only the first cell may be quoted. */
const rowsOf = (file, columns, nameOf) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => /^(?:"([^"]*)"|([^,]*)),(.*)$/.exec(line))
    .map(([, quoted, plain, rest]) => [nameOf(quoted ?? plain), ...rest.split(',')])
    .map((cells) => Object.fromEntries(columns.map((name, i) => [name, cells[i]])));

const write = (file, columns, rows) =>
  writeFileSync(
    file,
    [columns, ...rows.map((row) => columns.map((name) => row[name]))]
      .map((cells) => `${cells.join(',')}\n`)
      .join(''),
  );

/**
 * The first iteration, then blocks: the last iteration and environment steps of each, and mean
 * returns.
 */
const blocksOf = (iterations) =>
  [...groups(iterations, (row) => `${keyOf(row)} ${Math.ceil(row.iteration / span)}`).values()].flatMap(
    (block) => [
      ...(block[0].iteration === '1' ? [block[0]] : []),
      {
        ...block.at(-1),
        before: mean(block.map((row) => Number(row.before))).toFixed(4),
        after: mean(block.map((row) => Number(row.after))).toFixed(4),
      },
    ],
  );

/** Writes what a page keeps of a comparison: curves in blocks, and returns on held-out tasks. */
export const take = (comparison, folder, nameOf) => {
  const curves = blocksOf(rowsOf(join(comparison, 'curves.csv'), curveColumns, nameOf));
  write(new URL('curves.csv', folder), curveColumns, curves);
  const heldOut = rowsOf(join(comparison, 'adaptation.csv'), heldOutColumns, nameOf);
  write(new URL('adaptation.csv', folder), heldOutColumns, heldOut);
};

/** A record for each run: how it began and ended, and its curve. */
const runsOf = (curves, heldOut) => {
  const evaluations = groups(heldOut, keyOf);
  return [...groups(curves, keyOf)].map(([key, blocks]) => {
    const { algorithm, inner_steps, seed, timesteps, before, after } = blocks.at(-1);
    const innerSteps = Number(inner_steps);
    const heldOutReturns = evaluations
      .get(key)
      .toSorted((a, b) => a.steps - b.steps)
      .map((row) => Number(row.return));
    return {
      algorithm,
      innerSteps,
      seed,
      timesteps: Number(timesteps),
      before: Number(before),
      after: Number(after),
      heldOutReturns,
      adapted: heldOutReturns[innerSteps],
      gain: heldOutReturns[innerSteps] - heldOutReturns[0],
      firstBefore: Number(blocks[0].before),
      firstAfter: Number(blocks[0].after),
      curve: blocks.map((block) => ({ iteration: Number(block.iteration), after: Number(block.after) })),
    };
  });
};

const read = (folder, blocks) =>
  runsOf(blocks(readRows(new URL('curves.csv', folder))), readRows(new URL('adaptation.csv', folder)));

/** The runs of a folder whose curves are in blocks. */
export const readRuns = (folder) => read(folder, (rows) => rows);

/** The runs of a folder that keeps each iteration. */
export const readWholeRuns = (folder) => read(folder, blocksOf);

/** The runs of each algorithm with each ζ, by ζ. */
export const cellsOf = (runs) =>
  [...groups(runs, ({ algorithm, innerSteps }) => `${innerSteps} ${algorithm}`).values()]
    .map((of) => ({ algorithm: of[0].algorithm, innerSteps: of[0].innerSteps, runs: of }))
    .sort((a, b) => a.innerSteps - b.innerSteps);

const over = (of, field) => interval(interval95(of.map((run) => run[field])));

/** How the runs of these cells begin: the first iteration, with the parameters that were drawn. */
export const untrainedTable = (cells, heading, nameOf) =>
  table(
    [heading, 'seeds', 'before adaptation, untrained', 'after adaptation, untrained'],
    cells.map((cell) => [
      nameOf(cell),
      cell.runs.length,
      over(cell.runs, 'firstBefore'),
      over(cell.runs, 'firstAfter'),
    ]),
  );

/** How they end, in training and on held-out tasks. */
export const endTable = (cells) =>
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
    cells.map(({ algorithm, innerSteps, runs }) => [
      innerSteps,
      algorithm,
      runs.length,
      ...['before', 'after', 'adapted', 'gain'].map((field) => over(runs, field)),
      number(mean(runs.map(({ timesteps }) => timesteps)) / 1e6),
    ]),
  );

/**
 * What each algorithm has on held-out tasks after ζ steps more than its reference with the same ζ
 * and seed; `referenceOf` gives the reference's name.
 */
export const differenceTable = (cells, referenceOf) => {
  const adaptedOf = (name, zeta, seed) =>
    cells
      .find(({ algorithm, innerSteps }) => algorithm === name && innerSteps === zeta)
      .runs.find((run) => run.seed === seed).adapted;
  const pairs = cells
    .filter(({ algorithm }) => referenceOf(algorithm) !== algorithm)
    .map(({ algorithm, innerSteps, runs }) => ({
      algorithm,
      innerSteps,
      reference: referenceOf(algorithm),
      test: pairedTest(
        runs.map(({ adapted }) => adapted),
        runs.map(({ seed }) => adaptedOf(referenceOf(algorithm), innerSteps, seed)),
      ),
    }));
  const adjusted = holm(pairs.map(({ test }) => test.studentP));
  const references = [...new Set(pairs.map(({ reference }) => reference))];
  /** A column of its own says which reference a row has, where there is more than one. */
  const ifSeveral = (cell) => (references.length > 1 ? [cell] : []);
  return table(
    [
      'ζ',
      'algorithm',
      ...ifSeveral('reference'),
      'pairs',
      `difference to ${references.length > 1 ? 'the reference' : references[0]}`,
      'p',
      'p, adjusted',
      'p, sign flips',
    ],
    pairs.map(({ algorithm, innerSteps, reference, test }, i) => [
      innerSteps,
      algorithm,
      ...ifSeveral(reference),
      test.pairs,
      interval(test.difference),
      probability(test.studentP),
      probability(adjusted[i]),
      probability(test.signFlipP),
    ]),
  );
};

/** Curves of the return after adaptation. */
export const learningFigure = (cells, { id, title }) => ({
  id,
  title,
  description: `Mean over ${cells[0].runs.length} seeds in blocks of ${span} iterations, with 95 % intervals.`,
  x: { label: 'iteration', scale: 'linear' },
  y: { label: 'return after adaptation', scale: 'linear' },
  symbols: false,
  series: cells.map(({ algorithm: name, runs }, style) => ({
    name,
    style,
    points: runs[0].curve.map(({ iteration: x }, block) => {
      const { mean: y, low, high } = interval95(runs.map(({ curve }) => curve[block].after));
      return { x, y, low, high };
    }),
  })),
});
