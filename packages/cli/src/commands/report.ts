import { dirname, join } from 'node:path';
import {
  makeFolder,
  writeAtomically,
  type ComparisonProblem,
  type ExperimentError,
} from '@sgmrl/experiments';
import { pageName, report as reportOn, type Report, type ReportFile } from '@sgmrl/report';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { exitCode, type ExitCode } from '../exit-code';
import { reportError } from '../report-error';
import { complain, say, type Terminal } from '../terminal';

/** The flags of `sgmrl report`. */
export interface ReportFlags {
  readonly out: string;
  readonly tasks?: number;
  readonly innerSteps?: number;
  readonly tensorboard?: true;
}

type Effect<A> = TE.TaskEither<ExperimentError, A>;

const write = (folder: string, files: readonly ReportFile[]): Effect<void> =>
  pipe(
    [...new Set(files.map(({ path }) => dirname(join(folder, path))))],
    TE.traverseSeqArray(makeFolder),
    TE.chain(() =>
      pipe(
        files,
        TE.traverseSeqArray(({ path, content }) => writeAtomically(join(folder, path), content)),
      ),
    ),
    TE.map(() => undefined),
  );

const warn =
  (terminal: Terminal) =>
  ({ directory, problem }: ComparisonProblem): void => {
    complain(terminal, `sgmrl: ${directory}: ${problem}`);
  };

const inWords = ({ comparison, files }: Report, out: string): string => {
  const runs = comparison.groups.flatMap((group) => group.runs).length;
  return [
    `Report on ${String(runs)} run${runs === 1 ? '' : 's'}: ${join(out, pageName)}`,
    `Beside it: ${String(files.length - 1)} files.`,
  ].join('\n');
};

/** Writes a report on the runs of some folders. */
export const report = (
  terminal: Terminal,
  directories: readonly string[],
  { out, tasks, innerSteps, tensorboard }: ReportFlags,
): Promise<ExitCode> =>
  pipe(
    makeFolder(out),
    TE.chainW(() =>
      reportOn(directories, {
        tasks,
        innerSteps,
        tensorboard: tensorboard === true,
        onStep: (step) => {
          complain(terminal, step);
        },
      }),
    ),
    TE.chainFirstW(({ files }) => write(out, files)),
    TE.match(reportError(terminal), (done): ExitCode => {
      done.comparison.problems.forEach(warn(terminal));
      say(terminal, inWords(done, out));
      return exitCode.success;
    }),
    (task: T.Task<ExitCode>) => task(),
  );
