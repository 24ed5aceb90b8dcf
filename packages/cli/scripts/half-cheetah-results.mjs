/** Prints the tables of docs/results/half-cheetah.md from its data; `--draw` draws its figures, too. */
import { holm, interval95, pairedTest } from '@sgmrl/experiments';
import { cellsOf, learningFigure, readWholeRuns } from './comparison-results.mjs';
import { drawIfAsked } from './result-commands.mjs';
import { groups, interval, mean, number, probability, readRows, table } from './result-tables.mjs';

const folder = new URL('../../../docs/results/half-cheetah/', import.meta.url);

/** Returns in tables are rounded to so many digits. */
const digits = 1;

const cells = cellsOf(readWholeRuns(folder));
const [maml, debiased] = ['none', 'leave-one-out-linear'].map((name) =>
  cells.find(({ algorithm }) => algorithm === name),
);
const heldOutSteps = maml.runs[0].heldOutReturns.map((_, steps) => steps);

const over = (returns) => interval(interval95(returns), digits);

const ends = table(
  [
    'debiasing',
    'seeds',
    'training, before',
    'training, after',
    ...heldOutSteps.map((k) => `evaluation, ${k}`),
  ],
  cells.map(({ algorithm, runs }) => [
    algorithm,
    runs.length,
    over(runs.map(({ before }) => before)),
    over(runs.map(({ after }) => after)),
    ...heldOutSteps.map((steps) => over(runs.map(({ heldOutReturns }) => heldOutReturns[steps]))),
  ]),
);

const tests = heldOutSteps
  .slice(1)
  .map((steps) => [
    steps,
    pairedTest(...[debiased, maml].map(({ runs }) => runs.map((run) => run.heldOutReturns[steps]))),
  ]);
const adjusted = holm(tests.map(([, { studentP }]) => studentP));
const differences = table(
  ['steps', 'pairs', 'leave-one-out-linear less none', 'p', 'p, adjusted', 'p, sign flips'],
  tests.map(([steps, test], i) => [
    steps,
    test.pairs,
    interval(test.difference, digits),
    probability(test.studentP),
    probability(adjusted[i]),
    probability(test.signFlipP),
  ]),
);

/** Means of twenty iterations; a curve begins with its first iteration alone. */
const twenties = ({ curve }) => {
  const tens = curve.slice(1).map(({ after }) => after);
  return tens.flatMap((after, i) => (i % 2 === 0 ? [mean([after, tens[i + 1]])] : []));
};

const blocks = table(
  ['debiasing', 'seed', '1–20', '21–40', '41–60', '61–80', '81–100', 'best less last'],
  cells.flatMap(({ algorithm, runs }) =>
    runs.map((run) => {
      const returns = twenties(run);
      return [
        algorithm,
        run.seed,
        ...[...returns, Math.max(...returns) - returns.at(-1)].map((x) => number(x, 1)),
      ];
    }),
  ),
);

const norms = groups(readRows(new URL('gradient-norms.csv', folder)), ({ algorithm }) => algorithm);
const normBetween = (algorithm, first, last) =>
  number(
    mean(
      norms
        .get(algorithm)
        .filter(({ iteration }) => Number(iteration) >= first && Number(iteration) <= last)
        .map(({ gradient_norm }) => Number(gradient_norm)),
    ),
  );
const gradients = table(
  ['debiasing', 'mean norm of the meta-gradient, iterations 1–20', '81–100'],
  cells.map(({ algorithm }) => [algorithm, normBetween(algorithm, 1, 20), normBetween(algorithm, 81, 100)]),
);

console.log([ends, differences, blocks, gradients].join('\n\n'));

const adaptation = {
  id: 'adaptation-inner-steps-1',
  title: 'Return against steps of adaptation',
  description: `Mean over ${maml.runs.length} seeds with 95 % intervals.`,
  x: { label: 'inner steps', scale: 'linear' },
  y: { label: 'return', scale: 'linear' },
  symbols: true,
  series: cells.map(({ algorithm: name, runs }, style) => ({
    name,
    style,
    points: heldOutSteps.map((x) => {
      const { mean: y, low, high } = interval95(runs.map(({ heldOutReturns }) => heldOutReturns[x]));
      return { x, y, low, high };
    }),
  })),
};
const learning = learningFigure(cells, {
  id: 'learning-after-iterations-inner-steps-1',
  title: 'Return after adaptation',
});
await drawIfAsked(folder, [learning, adaptation]);
