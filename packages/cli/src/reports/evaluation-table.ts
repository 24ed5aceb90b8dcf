import { visibleName } from '@sgmrl/codecs';
import type { Evaluation, EvaluationRow, ConfidenceInterval } from '@sgmrl/experiments';
import { fixed } from './format';
import { textTable } from './text-table';

const show = ({ mean, low, high }: ConfidenceInterval): string =>
  low === null || high === null ? fixed(mean) : `${fixed(mean)} [${fixed(low)}, ${fixed(high)}]`;

const section = (
  rows: readonly EvaluationRow[],
  which: 'undiscounted' | 'discounted',
  columns: number,
): readonly string[] => [
  '',
  `${which} return`,
  ...textTable(
    [
      ['inner steps', 'trained', 'untrained'],
      ...rows.map((row) => [String(row.innerSteps), show(row.trained[which]), show(row.untrained[which])]),
    ],
    columns - 2,
  ).map((line) => (line === '' ? '' : `  ${line}`)),
];

/** The evaluation of a run for a terminal. */
export const evaluationTable = ({ run, iteration, tasks, seed, rows }: Evaluation, columns: number): string =>
  [
    `${visibleName(run)} after ${String(iteration)} iterations, on ${String(tasks)} held-out tasks (seed ${String(seed)}): mean [95 % interval]`,
    ...section(rows, 'undiscounted', columns),
    ...section(rows, 'discounted', columns),
  ].join('\n');
