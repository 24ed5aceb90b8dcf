/** Prints the tables of docs/results/step-size.md from its data; with `--draw` draws its figures, too. */
import { holm, interval95, pairedTest, share95 } from '@sgmrl/experiments';
import { groups, interval, mean, number, probability, readRows, table } from './result-tables.mjs';
import { drawIfAsked } from './result-commands.mjs';

const folder = new URL('../../../docs/results/step-size/', import.meta.url);

/** Over so many iterations at either end a return is averaged. */
const span = 10;

/** A run went astray whose return before adaptation ends so far below where it began. */
const astray = 8;

const reference = 'maml';

const iterationsOf = (file) =>
  readRows(new URL(file, folder)).map(({ algorithm, step_size, seed, before, after }) => ({
    algorithm,
    stepSize: Number(step_size),
    seed: Number(seed),
    before: Number(before),
    after: Number(after),
  }));

const runOf = (iterations) => {
  const [{ algorithm, stepSize, seed }] = iterations;
  const [first, last] = [iterations.slice(0, span), iterations.slice(-span)];
  const before = mean(last.map((row) => row.before));
  return {
    algorithm,
    stepSize,
    seed,
    before,
    after: mean(last.map((row) => row.after)),
    isAstray: before < mean(first.map((row) => row.before)) - astray,
  };
};

const readRuns = (file) =>
  [
    ...groups(
      iterationsOf(file),
      ({ algorithm, stepSize, seed }) => `${algorithm} ${stepSize} ${seed}`,
    ).values(),
  ].map(runOf);

const strayed = (runs) => runs.filter(({ isAstray }) => isAstray).length;

const cellsOf = (runs) =>
  [...groups(runs, ({ algorithm, stepSize }) => `${algorithm} ${stepSize}`).values()].map((of) => ({
    algorithm: of[0].algorithm,
    stepSize: of[0].stepSize,
    runs: of,
    before: interval95(of.map((run) => run.before)),
    after: interval95(of.map((run) => run.after)),
  }));

const percent = (x) => `${number(100 * x, 0)} %`;
const shareOf = (count, of) => {
  const { share, low, high } = share95(count, of);
  return `${percent(share)} [${number(100 * low, 0)}, ${number(100 * high, 0)}]`;
};

const cellTable = (cells) =>
  table(
    ['algorithm', 'α', 'seeds', 'before adaptation', 'after adaptation', 'went astray'],
    cells.map((cell) => [
      cell.algorithm,
      cell.stepSize,
      cell.runs.length,
      interval(cell.before),
      interval(cell.after),
      strayed(cell.runs),
    ]),
  );

const runs = readRuns('curves.csv');
const cells = cellsOf(runs);
const referenceOf = (run) =>
  runs.find((r) => r.algorithm === reference && r.stepSize === run.stepSize && r.seed === run.seed);

const pairs = cells
  .filter(({ algorithm }) => algorithm !== reference)
  .map(({ algorithm, stepSize, runs: own }) => ({
    algorithm,
    stepSize,
    test: pairedTest(
      own.map((run) => run.after),
      own.map((run) => referenceOf(run).after),
    ),
  }));
const adjusted = holm(pairs.map(({ test }) => test.studentP));

const algorithms = [...groups(runs, ({ algorithm }) => algorithm)];

/** For each seed how many runs of it went astray: seeds are independent, step sizes of one seed need not be. */
const strayedBySeed = (of) => [...groups(of, ({ seed }) => seed).values()].map(strayed);

const shareTable = table(
  ['algorithm', 'runs', 'went astray', 'share', 'seeds with such a run', 'p, sign flips over seeds'],
  algorithms.map(([name, of]) => {
    const bySeed = strayedBySeed(of);
    const { signFlipP } = pairedTest(bySeed, strayedBySeed(of.map(referenceOf)));
    return [
      name,
      of.length,
      strayed(of),
      shareOf(strayed(of), of.length),
      `${bySeed.filter((count) => count > 0).length} of ${bySeed.length}`,
      name === reference ? '' : probability(signFlipP),
    ];
  }),
);

console.log(cellTable(cells));
console.log();
console.log(shareTable);
console.log();
console.log(
  table(
    ['algorithm', 'α', 'pairs', 'difference to maml', 'p', 'p, adjusted', 'p, sign flips'],
    pairs.map(({ algorithm, stepSize, test }, i) => [
      algorithm,
      stepSize,
      test.pairs,
      interval(test.difference),
      probability(test.studentP),
      probability(adjusted[i]),
      probability(test.signFlipP),
    ]),
  ),
);
console.log();
console.log(cellTable(cellsOf(readRuns('curves-own-scale.csv'))));

const x = { label: 'inner step size α', scale: 'log' };
const series = (pointOf) =>
  [...groups(cells, ({ algorithm }) => algorithm)].map(([name, of], style) => ({
    name,
    style,
    points: of.map((cell) => ({ x: cell.stepSize, ...pointOf(cell) })),
  }));

const figures = [
  {
    id: 'after-adaptation',
    title: 'Return after adaptation against the inner step size',
    description: 'Mean over ten seeds with 95 % intervals, for each algorithm.',
    x,
    y: { label: 'return after adaptation', scale: 'linear' },
    symbols: true,
    series: series(({ after: { mean: y, low, high } }) => ({ y, low, high })),
  },
  {
    id: 'went-astray',
    title: 'Share of runs that went astray against the inner step size',
    description: 'Of ten runs each, with exact 95 % intervals, for each algorithm.',
    x,
    y: { label: 'share of runs', scale: 'linear' },
    symbols: true,
    series: series(({ runs: of }) => {
      const { share: y, low, high } = share95(strayed(of), of.length);
      return { y, low, high };
    }),
  },
];
await drawIfAsked(folder, figures);
