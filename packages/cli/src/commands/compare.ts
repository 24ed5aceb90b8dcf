import { join } from 'node:path';
import { visibleName } from '@sgmrl/codecs';
import {
  candidateNamesIn,
  compare as compareRuns,
  describeError,
  isRunFailure,
  loadVocabulary,
  namesIn,
  readAlgorithm,
  readComparison,
  resolveConfig,
  type ComparisonOutcome,
  type ComparisonQuestion,
  type ExperimentError,
  type Vocabulary,
} from '@sgmrl/experiments';
import { comparisonFigures, figureFile } from '@sgmrl/report';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { comparisonProgressOn } from '../comparison/comparison-progress';
import { adaptationCsv, comparisonReport, comparisonTables, curvesCsv } from '../reports/comparison-report';
import { defaultSource, nameOf, sourceOf, type SourceFlags } from '../config-source';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { reportError } from '../reports/report-error';
import { openResults, writeResults } from '../reports/result-folder';
import type { WatchedTerminal } from '../terminal/reader';
import { silenceOn } from '../terminal/silence';
import { stopSignals } from '../terminal/stop-signals';
import { columnsOf, say, type Terminal } from '../terminal/terminal';

/** The flags of `sgmrl compare`. */
export interface CompareFlags extends SourceFlags {
  readonly algorithms: readonly string[];
  readonly innerSteps: readonly number[];
  readonly seeds: readonly number[];
  readonly set?: readonly string[];
  readonly iterations?: number;
  readonly evaluationTasks: number;
  readonly evaluationSteps?: number;
  readonly out?: string;
  readonly workers: number;
  readonly takeOver?: boolean;
  readonly with: readonly string[];
}

/** What the comparison itself sets in each run. */
const ownSettings: Readonly<Record<string, string>> = {
  seed: '--seeds',
  'algorithm.innerSteps': '--inner-steps',
  'algorithm.estimator': '--algorithms',
  'algorithm.jacobian': '--algorithms',
  'algorithm.debiasing': '--algorithms',
};

const refuseOwnSettings = (settings: readonly string[]): E.Either<ExperimentError, void> => {
  for (const setting of settings) {
    const [path] = setting.split('=');
    const own = Object.keys(ownSettings).find((known) => `${path.trim()}.`.startsWith(`${known}.`));
    if (own !== undefined)
      return E.left({
        kind: 'invalid-setting',
        setting,
        problem: `every run has its own; use ${ownSettings[own]}`,
      });
  }
  return E.right(undefined);
};

/** At least three steps, so that one sees where adaptation leads beyond those trained for. */
const stepsToEvaluate = ({ evaluationSteps, innerSteps }: CompareFlags): number =>
  evaluationSteps ?? Math.max(3, ...innerSteps);

/** As the question has it: a name as it is, a term in a file as what the file holds. */
const inQuestion =
  (vocabulary: Vocabulary) =>
  (text: string): TE.TaskEither<ExperimentError, string> =>
    candidateNamesIn(namesIn(vocabulary)).includes(text)
      ? TE.right(text)
      : pipe(
          readAlgorithm(text, vocabulary),
          TE.map(({ variant: { estimator } }) => JSON.stringify(estimator)),
          // What is wrong with a name is said beside the names of baselines.
          TE.orElse((error) => (error.kind === 'unknown-algorithm' ? TE.right(text) : TE.left(error))),
        );

const questionOf = (flags: CompareFlags): TE.TaskEither<ExperimentError, ComparisonQuestion> =>
  pipe(
    TE.fromEither(refuseOwnSettings(flags.set ?? [])),
    TE.chain(() =>
      resolveConfig(defaultSource)({
        source: sourceOf(flags),
        settings: flags.set ?? [],
        seed: flags.seeds[0],
        iterations: flags.iterations,
        modules: flags.with,
      }),
    ),
    TE.bindTo('config'),
    TE.bindW('vocabulary', ({ config }) => loadVocabulary(config.with)),
    TE.bind('algorithms', ({ vocabulary }) => TE.traverseArray(inQuestion(vocabulary))(flags.algorithms)),
    TE.map(({ config, algorithms }): ComparisonQuestion => ({
      version: 1,
      config,
      algorithms,
      innerSteps: flags.innerSteps,
      seeds: flags.seeds,
      evaluation: { tasks: flags.evaluationTasks, innerSteps: stepsToEvaluate(flags) },
    })),
  );

/** Writes tables, curves and figures of what is there, and prints the tables. */
const report = (terminal: Terminal, directory: string): TE.TaskEither<string, void> => {
  const figureFolder = join(directory, 'figures');
  return pipe(
    readComparison([directory]),
    TE.mapLeft(describeError),
    TE.chainFirst(() => openResults(figureFolder)),
    TE.chain((comparison) => {
      const { learning, adaptation } = comparisonFigures(comparison);
      const figures = [...learning, ...adaptation];
      const text = comparisonReport(comparison, figures);
      return pipe(
        writeResults(directory, [
          ['comparison.md', text],
          ['curves.csv', curvesCsv(comparison)],
          ['adaptation.csv', adaptationCsv(comparison)],
        ]),
        TE.chainTaskK(() => T.traverseArray(figureFile)(figures)),
        TE.chain((files) => writeResults(figureFolder, files)),
        TE.map(() => {
          say(terminal, `\n${comparisonTables(comparison, columnsOf(terminal))}\n`);
          say(
            terminal,
            `Written to ${visibleName(directory)}: comparison.md, curves.csv, adaptation.csv and ${String(figures.length)} figures`,
          );
        }),
      );
    }),
  );
};

const codeOfFailures = ({ failures }: ComparisonOutcome): ExitCode => {
  if (failures.length === 0) return exitCode.success;
  return failures.some(({ error }) => isRunFailure(error)) ? exitCode.failure : exitCode.badInput;
};

const answer = async (
  terminal: WatchedTerminal,
  question: ComparisonQuestion,
  directory: string,
  { workers, takeOver }: CompareFlags,
): Promise<ExitCode> => {
  const progress = comparisonProgressOn(terminal, question, Math.max(1, workers));
  const signals = stopSignals(progress.stopping);
  signals.begin();
  const stopped = (): ExitCode | undefined => signals.received() ?? terminal.reader.lost();
  const task = compareRuns(question, directory, {
    ...progress,
    workers: {
      threads: workers,
      module: terminal.workerModule,
      onSilence: silenceOn(terminal),
    },
    stopRequested: () => stopped() !== undefined,
    takeOver,
  });
  const result = await terminal.reader.whileSaving(task);
  signals.dispose();
  if (E.isLeft(result)) return reportError(terminal)(result.left);
  const { runs, finished, failures } = result.right;
  const code = stopped();
  if (code !== undefined && finished + failures.length < runs) {
    say(terminal, `Stopped with ${String(finished)} of ${String(runs)} runs done; the same command goes on.`);
    return code;
  }
  const written = await report(terminal, directory)();
  if (E.isLeft(written)) return reportError(terminal)(written.left);
  return codeOfFailures(result.right);
};

/** Trains and evaluates every run of a comparison that is not done yet, and reports. */
export const compare = async (terminal: WatchedTerminal, flags: CompareFlags): Promise<ExitCode> => {
  const steps = stepsToEvaluate(flags);
  const most = Math.max(...flags.innerSteps);
  if (steps < most) {
    return reportError(terminal)(
      `--evaluation-steps: expected at least ${String(most)}, the most inner steps that are trained with, found ${String(steps)}`,
    );
  }
  const question = await questionOf(flags)();
  if (E.isLeft(question)) return reportError(terminal)(question.left);
  const directory = flags.out ?? join('runs', `${nameOf(sourceOf(flags) ?? defaultSource)}-comparison`);
  return answer(terminal, question.right, directory, flags);
};
