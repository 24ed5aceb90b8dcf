import type { Evaluation, EvaluationRow, Interval } from '@sgmrl/experiments';
import { fixed } from './format';

const show = ({ mean, low, high }: Interval): string =>
  low === null || high === null ? fixed(mean) : `${fixed(mean)} [${fixed(low)}, ${fixed(high)}]`;

/** Columns padded to their widest cell. */
const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('   ')
      .trimEnd(),
  );
};

const section = (rows: readonly EvaluationRow[], which: 'undiscounted' | 'discounted'): readonly string[] => [
  '',
  `${which} return`,
  ...table([
    ['inner steps', 'trained', 'untrained'],
    ...rows.map((row) => [String(row.innerSteps), show(row.trained[which]), show(row.untrained[which])]),
  ]).map((line) => `  ${line}`),
];

/** The evaluation of a run for a terminal. */
export const evaluationTable = ({ run, iteration, tasks, seed, rows }: Evaluation): string =>
  [
    `${run} after ${String(iteration)} iterations, on ${String(tasks)} held-out tasks (seed ${String(seed)}): mean [95 % interval]`,
    ...section(rows, 'undiscounted'),
    ...section(rows, 'discounted'),
  ].join('\n');
