import { dirname, join } from 'node:path';
import { visibleName } from '@sgmrl/codecs';
import {
  listFolder,
  makeFolder,
  modulesNow,
  writeAtomically,
  type ComparisonProblem,
  type ExperimentError,
} from '@sgmrl/experiments';
import { pageName, report as reportOn, type Report, type ReportFile } from '@sgmrl/report';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { reportError } from '../reports/report-error';
import { complain, say, type Terminal } from '../terminal/terminal';
import { watchReport } from './watch-report';

/** The flags of `sgmrl report`. */
export interface ReportFlags {
  readonly out?: string;
  readonly tasks?: number;
  readonly innerSteps?: number;
  readonly tensorboard?: true;
  readonly gif?: true;
  readonly watch?: true;
  readonly port?: number;
  readonly with: readonly string[];
}

type Effect<A> = TE.TaskEither<ExperimentError, A>;

const isEmpty = (folder: string): Effect<boolean> =>
  pipe(
    listFolder(folder),
    TE.map((names) => names.length === 0),
  );

/**
 * A report has a folder to itself, so that no file of another one passes for its own and none is
 * lost.
 */
const emptyFolder = (folder: string): Effect<string> =>
  pipe(
    isEmpty(folder),
    TE.chain((empty): Effect<string> =>
      empty
        ? TE.right(folder)
        : TE.left({
            kind: 'unusable-run',
            path: folder,
            problem: 'it is not empty; give another folder, or leave out --out',
          }),
    ),
  );

/** `parent`/report, or else report-2, report-3, …: the first that is empty or not there. */
const nextFolder = (parent: string, attempt: number): Effect<string> => {
  const folder = join(parent, attempt === 1 ? 'report' : `report-${String(attempt)}`);
  return pipe(
    isEmpty(folder),
    TE.chain((empty) => (empty ? TE.right(folder) : nextFolder(parent, attempt + 1))),
  );
};

const holdsRuns = (folder: string): Effect<boolean> =>
  pipe(
    listFolder(folder),
    TE.map((names) => names.includes('config.json') || names.includes('comparison.json')),
  );

/**
 * A report stands in the first of its folders that holds runs, so that it does not lie about where
 * somebody works.
 */
const besideRuns = ([first, ...others]: readonly string[]): Effect<string> =>
  pipe(
    holdsRuns(first),
    TE.chain((holds) => {
      if (holds) return pipe(nextFolder(first, 1), TE.chainFirstW(makeFolder));
      // Where there is nothing to report on, nothing is made.
      return others.length > 0 ? besideRuns(others) : TE.right(join(first, 'report'));
    }),
  );

/** Where the report goes, made before the long computation. */
const placeOf = (out: string | undefined, directories: readonly string[]): Effect<string> =>
  out === undefined ? besideRuns(directories) : pipe(emptyFolder(out), TE.chainFirstW(makeFolder));

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
    complain(terminal, `sgmrl: ${directory}: ${problem}`.split('\n').map(visibleName).join('\n'));
  };

const inWords = ({ comparisons, files }: Report, out: string): string => {
  const runs = comparisons.flatMap(({ groups }) => groups.flatMap((group) => group.runs)).length;
  return [
    `Report on ${String(runs)} run${runs === 1 ? '' : 's'}: ${visibleName(join(out, pageName))}`,
    `Beside it: ${String(files.length - 1)} files.`,
  ].join('\n');
};

/** Flags that say how a report is written; a page that is served is not. */
const ofWriting = {
  out: '--out',
  tasks: '--tasks',
  innerSteps: '--inner-steps',
  tensorboard: '--tensorboard',
  gif: '--gif',
};

const refusal = (flags: ReportFlags): string | undefined => {
  if (flags.watch !== true) return flags.port === undefined ? undefined : '--port goes with --watch';
  const found = Object.entries(ofWriting).find(([name]) =>
    Object.entries(flags).some(([flag]) => flag === name),
  );
  return found === undefined ? undefined : `--watch writes nothing: leave out ${found[1]}`;
};

/** Writes a report on the runs of some folders, or serves a page that follows them. */
export const report = async (
  terminal: Terminal,
  directories: readonly string[],
  flags: ReportFlags,
): Promise<ExitCode> => {
  const problem = refusal(flags);
  if (problem !== undefined) {
    complain(terminal, `sgmrl: ${problem}`);
    return exitCode.badInput;
  }
  return flags.watch === true
    ? watchReport(terminal, directories, flags)
    : writeReport(terminal, directories, flags);
};

const writeReport = (
  terminal: Terminal,
  directories: readonly string[],
  { out, tasks, innerSteps, tensorboard, gif, with: paths }: ReportFlags,
): Promise<ExitCode> =>
  pipe(
    TE.Do,
    TE.bind('modules', () => modulesNow(paths)),
    TE.bindW('folder', () => placeOf(out, directories)),
    TE.bindW('done', ({ modules }) =>
      reportOn(directories, {
        tasks,
        innerSteps,
        tensorboard: tensorboard === true,
        gif,
        modules,
        onStep: (step) => {
          complain(terminal, visibleName(step));
        },
      }),
    ),
    TE.chainFirstW(({ folder, done }) => write(folder, done.files)),
    TE.match(reportError(terminal), ({ folder, done }): ExitCode => {
      done.comparisons.flatMap(({ problems }) => problems).forEach(warn(terminal));
      say(terminal, inWords(done, folder));
      return exitCode.success;
    }),
    (task: T.Task<ExitCode>) => task(),
  );
