import { visibleName } from '@sgmrl/codecs';
import { listRuns, modulesNow, type ListedRun, type RunList } from '@sgmrl/experiments';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { fixed } from '../reports/format';
import { printAnswer } from '../reports/print-answer';
import { textTable } from '../reports/text-table';
import type { ExitCode } from '../terminal/exit-code';
import { columnsOf, warn, type Terminal } from '../terminal/terminal';

/** The flags of `sgmrl runs`. */
export interface RunsFlags {
  readonly json?: true;
  readonly with: readonly string[];
}

/** To the minute, where the reader is. */
const minute = (written: string): string =>
  new Date(written).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });

const cells = (run: ListedRun): readonly string[] => [
  visibleName(run.directory),
  run.preset ?? run.environment,
  visibleName(run.algorithm),
  `${String(run.done)}/${String(run.iterations)}`,
  run.lastReturn === null ? '' : fixed(run.lastReturn),
  minute(run.written),
  run.module === undefined ? '' : `module ${run.module}`,
];

const heading = ['run', 'preset or environment', 'algorithm', 'iterations', 'return', 'written', ''];

const table = (runs: readonly ListedRun[], columns: number): string =>
  textTable([heading, ...runs.map(cells)], columns).join('\n');

const inWords = (directory: string, { runs }: RunList, columns: number): string =>
  runs.length === 0 ? `No runs in ${visibleName(directory)}.` : table(runs, columns);

/** Lists runs; those that cannot be read are named beside them. */
export const showRuns = (
  terminal: Terminal,
  directory: string,
  { json, with: paths }: RunsFlags,
): Promise<ExitCode> =>
  pipe(
    modulesNow(paths),
    TE.chainW((modules) => listRuns(directory, modules)),
    TE.map((list) => {
      if (json === true) return JSON.stringify(list, null, 2);
      for (const run of list.damaged) warn(terminal, visibleName(`${run.directory}: ${run.problem}`));
      return inWords(directory, list, columnsOf(terminal));
    }),
    printAnswer(terminal),
  );
