/** Prints the tables of docs/results/step-size.md from its data; with `--draw` draws its figure, too. */
import { readFileSync, writeFileSync } from 'node:fs';
import { holm, interval95, pairedTest } from '@sgmrl/experiments';
import { figureFile } from '@sgmrl/report';

const folder = new URL('../../../docs/results/step-size/', import.meta.url);

/** Over so many iterations at either end a return is averaged. */
const span = 10;

/** A run went astray whose return before adaptation ends so far below where it began. */
const astray = 8;

const mean = (xs) => xs.reduce((sum, x) => sum + x, 0) / xs.length;

const groups = (items, keyOf) =>
  items.reduce((all, item) => {
    const key = keyOf(item);
    return all.set(key, [...(all.get(key) ?? []), item]);
  }, new Map());

const rows = readFileSync(new URL('curves.csv', folder), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([algorithm, stepSize, seed, , before, after]) => ({
    algorithm,
    stepSize: Number(stepSize),
    seed: Number(seed),
    before: Number(before),
    after: Number(after),
  }));

const runs = [
  ...groups(rows, ({ algorithm, stepSize, seed }) => `${algorithm} ${stepSize} ${seed}`).values(),
].map((iterations) => {
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
});

const cells = [...groups(runs, ({ algorithm, stepSize }) => `${algorithm} ${stepSize}`).values()].map(
  (of) => ({
    algorithm: of[0].algorithm,
    stepSize: of[0].stepSize,
    runs: of,
    before: interval95(of.map((run) => run.before)),
    after: interval95(of.map((run) => run.after)),
  }),
);

const number = (x, digits = 2) => x.toFixed(digits).replace('-', '−');
const interval = ({ mean: middle, low, high }) => `${number(middle)} [${number(low)}, ${number(high)}]`;
const probability = (p) => (p === null ? '' : String(Number(p.toPrecision(2))));

const table = (head, body) =>
  [head, head.map(() => '---'), ...body].map((line) => `| ${line.join(' | ')} |`).join('\n');

const reference = 'maml';
const pairs = cells
  .filter(({ algorithm }) => algorithm !== reference)
  .map(({ algorithm, stepSize, runs: own }) => {
    const of = (run) =>
      runs.find((r) => r.algorithm === reference && r.stepSize === stepSize && r.seed === run.seed).after;
    return {
      algorithm,
      stepSize,
      test: pairedTest(
        own.map((run) => run.after),
        own.map(of),
      ),
    };
  });
const adjusted = holm(pairs.map(({ test }) => test.studentP));

console.log(
  table(
    ['algorithm', 'α', 'seeds', 'before adaptation', 'after adaptation', 'went astray'],
    cells.map((cell) => [
      cell.algorithm,
      cell.stepSize,
      cell.runs.length,
      interval(cell.before),
      interval(cell.after),
      cell.runs.filter(({ isAstray }) => isAstray).length,
    ]),
  ),
);
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

const figure = {
  id: 'after-adaptation',
  title: 'Return after adaptation against the inner step size',
  description: 'Mean over seeds with 95 % intervals: MAML falls between step sizes where others do not.',
  x: { label: 'inner step size α', scale: 'log' },
  y: { label: 'return after adaptation', scale: 'linear' },
  symbols: true,
  series: [...groups(cells, ({ algorithm }) => algorithm)].map(([name, of], style) => ({
    name,
    style,
    points: of.map(({ stepSize, after: { mean: y, low, high } }) => ({ x: stepSize, y, low, high })),
  })),
};
if (process.argv.includes('--draw')) {
  const [name, svg] = await figureFile(figure)();
  writeFileSync(new URL(name, folder), svg);
}
