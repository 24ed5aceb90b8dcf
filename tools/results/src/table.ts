/** What a table needs of one finished run. */
export interface RunResult {
  readonly algorithm: string;
  readonly seed: number;
  /** Mean undiscounted return before and after adaptation, one number an iteration. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Undiscounted return on held-out tasks, before and after adaptation. */
  readonly heldOut: { readonly before: number; readonly after: number };
}

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

const number = (x: number): string => x.toFixed(1);

/** Mean of the last ten iterations. */
const atEnd = (xs: readonly number[]): number => mean(xs.slice(-10));

/** The values of a few runs, then their mean: `−14.0, −15.0 → **−14.5**`. */
const perSeed = (xs: readonly number[]): string => `${xs.map(number).join(', ')} → **${number(mean(xs))}**`;

const header = (columns: readonly string[]): string =>
  [columns, columns.map(() => '---')].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Runs of one algorithm, in the order in which algorithms first appear. */
const byAlgorithm = (runs: readonly RunResult[]): readonly (readonly RunResult[])[] =>
  [...new Set(runs.map((run) => run.algorithm))].map((name) => runs.filter((run) => run.algorithm === name));

/**
 * A Markdown table with one row an algorithm: returns of the last ten iterations for each seed and their mean, and what
 * adaptation gains on held-out tasks.
 */
export const endTable = (runs: readonly RunResult[]): string =>
  [
    header(['debiasing', 'after adaptation', 'before adaptation', 'gain of adaptation on held-out tasks']),
    ...byAlgorithm(runs).map((group) => {
      const cells = [
        group[0].algorithm,
        perSeed(group.map((run) => atEnd(run.after))),
        perSeed(group.map((run) => atEnd(run.before))),
        perSeed(group.map((run) => run.heldOut.after - run.heldOut.before)),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');

/** A Markdown table of learning curves: the return after adaptation in blocks of ten iterations, mean over seeds. */
export const curveTable = (runs: readonly RunResult[]): string => {
  const blocks = Array.from({ length: Math.floor(runs[0].after.length / 10) }, (_, block) => 10 * block);
  return [
    header(['debiasing', ...blocks.map((from) => `${from + 1}–${from + 10}`)]),
    ...byAlgorithm(runs).map((group) => {
      const cells = blocks.map((from) =>
        number(mean(group.map((run) => mean(run.after.slice(from, from + 10))))),
      );
      return `| ${[group[0].algorithm, ...cells].join(' | ')} |`;
    }),
  ].join('\n');
};

/** Every iteration of every run as CSV. */
export const csv = (runs: readonly RunResult[]): string =>
  [
    'debiasing,seed,iteration,before,after',
    ...runs.flatMap((run) =>
      run.after.map(
        (after, i) => `${run.algorithm},${run.seed},${i + 1},${run.before[i].toFixed(3)},${after.toFixed(3)}`,
      ),
    ),
    '',
  ].join('\n');
