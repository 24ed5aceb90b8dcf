import { join } from 'node:path';
import { visibleName } from '@sgmrl/codecs';
import {
  candidateNamesIn,
  compare as compareRuns,
  describeError,
  isRunFailure,
  modulesNow,
  storedQuestion,
  loadVocabulary,
  namesIn,
  readAlgorithm,
  readComparison,
  resolveConfig,
  type ComparisonOutcome,
  type ComparisonQuestion,
  type ConfigRequest,
  type ExperimentError,
  type InvalidSetting,
  type Select,
  type Variation,
  type Vocabulary,
} from '@sgmrl/experiments';
import { comparisonFigures, figureFile } from '@sgmrl/report';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { workPlace } from '../machines/work-place';
import { comparisonProgressOn } from '../comparison/comparison-progress';
import { adaptationCsv, comparisonReport, comparisonTables, curvesCsv } from '../reports/comparison-report';
import { defaultSource, nameOf, sourceOf, type SourceFlags } from '../config-source';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { reportError } from '../reports/report-error';
import { openResults, writeResults } from '../reports/result-folder';
import type { WatchedTerminal } from '../terminal/reader';
import { stopSignals } from '../terminal/stop-signals';
import { columnsOf, say, type Terminal } from '../terminal/terminal';

/** The flags of `sgmrl compare`. */
export interface CompareFlags extends SourceFlags {
  readonly algorithms?: readonly string[];
  readonly innerSteps?: readonly number[];
  readonly seeds?: readonly number[];
  readonly vary?: Variation;
  readonly select?: string;
  readonly selectionSeeds?: readonly number[];
  readonly set?: readonly string[];
  readonly iterations?: number;
  readonly evaluationTasks?: number;
  readonly evaluationSteps?: number;
  readonly out?: string;
  readonly workers: number | string;
  readonly verifyShare?: number;
  readonly takeOver?: boolean;
  readonly with: readonly string[];
  readonly arithmetic?: ConfigRequest['arithmetic'];
}

/** What the comparison itself sets in each run. */
const ownSettings: Readonly<Record<string, string>> = {
  seed: '--seeds',
  'algorithm.innerSteps': '--inner-steps',
  'algorithm.estimator': '--algorithms',
  'algorithm.jacobian': '--algorithms',
  'algorithm.debiasing': '--algorithms',
};

const ownFlag = (path: string): string | undefined =>
  Object.entries(ownSettings).find(([known]) => `${path.trim()}.`.startsWith(`${known}.`))?.[1];

const refuseOwnSettings = ({ set = [], vary = {} }: CompareFlags): E.Either<ExperimentError, void> => {
  const given = [
    ...set.map((setting): InvalidSetting => ({ kind: 'invalid-setting', setting, problem: '' })),
    ...Object.keys(vary).map((setting): InvalidSetting => ({
      kind: 'invalid-setting',
      setting,
      problem: '',
      flag: '--vary',
    })),
  ];
  for (const error of given) {
    const own = ownFlag(error.setting.split('=')[0]);
    if (own !== undefined) return E.left({ ...error, problem: `every run has its own; use ${own}` });
  }
  return E.right(undefined);
};

/** What a comparison holds unless flags or the folder say otherwise. */
const defaults = { innerSteps: [1], seeds: [1, 2, 3], tasks: 40, steps: 3 } as const;

const innerStepsOf = (flags: CompareFlags, stored: ComparisonQuestion | undefined): readonly number[] =>
  flags.innerSteps ?? stored?.innerSteps ?? defaults.innerSteps;

/** At least three steps, so that one sees where adaptation leads beyond those trained for. */
const stepsToEvaluate = (flags: CompareFlags, stored: ComparisonQuestion | undefined): number =>
  flags.evaluationSteps ??
  Math.max(stored?.evaluation.innerSteps ?? defaults.steps, ...innerStepsOf(flags, stored));

const selectOf = (
  { select, selectionSeeds }: CompareFlags,
  stored: Select | undefined,
): Partial<Pick<ComparisonQuestion, 'select'>> => {
  const field = select ?? stored?.field;
  const seeds = selectionSeeds ?? stored?.seeds;
  return field === undefined || seeds === undefined ? {} : { select: { field, seeds } };
};

/** Flags that do not go together, or that a new comparison needs. */
const refusal = (flags: CompareFlags, stored: ComparisonQuestion | undefined): string | undefined => {
  const steps = stepsToEvaluate(flags, stored);
  const most = Math.max(...innerStepsOf(flags, stored));
  if (stored === undefined && flags.algorithms === undefined)
    return '--algorithms: expected what to compare, such as none,leave-one-out, found nothing';
  if (steps < most)
    return `--evaluation-steps: expected at least ${String(most)}, the most inner steps that are trained with, found ${String(steps)}`;
  if (stored?.select !== undefined) return undefined;
  if (flags.select !== undefined && flags.selectionSeeds === undefined)
    return '--select: expected --selection-seeds beside it';
  return flags.select === undefined && flags.selectionSeeds !== undefined
    ? '--selection-seeds: expected --select beside it'
    : undefined;
};

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

/** What flags ask for; what they do not say is as it is in the comparison that is there. */
const questionOf = (
  flags: CompareFlags,
  stored: ComparisonQuestion | undefined,
  directory: string,
): TE.TaskEither<ExperimentError, ComparisonQuestion> =>
  pipe(
    TE.fromEither(refuseOwnSettings(flags)),
    TE.chain(() =>
      resolveConfig(
        stored === undefined
          ? defaultSource
          : { kind: 'given', name: `the comparison in ${directory}`, config: stored.config },
      )({
        source: sourceOf(flags),
        settings: flags.set ?? [],
        seed: stored?.config.seed ?? flags.seeds?.[0] ?? defaults.seeds[0],
        iterations: flags.iterations ?? stored?.config.iterations,
        modules: flags.with,
        arithmetic: flags.arithmetic,
      }),
    ),
    TE.bindTo('config'),
    TE.bindW('vocabulary', ({ config }) => loadVocabulary(config.with)),
    TE.bind('algorithms', ({ vocabulary }) =>
      flags.algorithms === undefined
        ? TE.right(stored?.algorithms ?? [])
        : TE.traverseArray(inQuestion(vocabulary))(flags.algorithms),
    ),
    TE.map(({ config, algorithms }): ComparisonQuestion => {
      const vary = { ...stored?.vary, ...flags.vary };
      return {
        version: 1,
        config,
        algorithms,
        innerSteps: innerStepsOf(flags, stored),
        seeds: flags.seeds ?? stored?.seeds ?? defaults.seeds,
        ...(Object.keys(vary).length > 0 && { vary }),
        ...selectOf(flags, stored?.select),
        evaluation: {
          tasks: flags.evaluationTasks ?? stored?.evaluation.tasks ?? defaults.tasks,
          innerSteps: stepsToEvaluate(flags, stored),
        },
      };
    }),
  );

/** Writes tables, curves and figures of what is there, and prints the tables. */
const report = (
  terminal: Terminal,
  directory: string,
  vocabulary: Vocabulary,
): TE.TaskEither<string, void> => {
  const figureFolder = join(directory, 'figures');
  return pipe(
    readComparison([directory]),
    TE.mapLeft(describeError),
    TE.chainFirst(() => openResults(figureFolder)),
    TE.chain((comparison) => {
      const { learning, adaptation, sweep } = comparisonFigures(comparison);
      const figures = [...sweep, ...learning, ...adaptation];
      const text = comparisonReport(comparison, vocabulary, figures);
      return pipe(
        writeResults(directory, [
          ['comparison.md', text],
          ['curves.csv', curvesCsv(comparison)],
          ['adaptation.csv', adaptationCsv(comparison)],
        ]),
        TE.chainTaskK(() => T.traverseArray(figureFile)(figures)),
        TE.chain((files) => writeResults(figureFolder, files)),
        TE.map(() => {
          say(terminal, `\n${comparisonTables(comparison, vocabulary, columnsOf(terminal))}\n`);
          say(
            terminal,
            `Written to ${visibleName(directory)}: comparison.md, curves.csv, adaptation.csv and ${String(figures.length)} figures`,
          );
          say(terminal, `Report: npx sgmrl report ${visibleName(directory)}`);
        }),
      );
    }),
  );
};

const codeOfFailures = ({ failures }: ComparisonOutcome): ExitCode => {
  if (failures.length === 0) return exitCode.success;
  return failures.some(({ error }) => isRunFailure(error)) ? exitCode.failure : exitCode.badInput;
};

/** Of a comparison on other machines: while one waits for its last task, others do theirs. */
const runsAtOnce = 4;

const answer = async (
  terminal: WatchedTerminal,
  question: ComparisonQuestion,
  directory: string,
  flags: CompareFlags,
): Promise<ExitCode> => {
  const { workers, takeOver } = flags;
  const lanes = typeof workers === 'number' ? Math.max(1, workers) : runsAtOnce;
  const progress = comparisonProgressOn(terminal, lanes);
  const signals = stopSignals(progress.stopping);
  const stopped = (): ExitCode | undefined => signals.received() ?? terminal.reader.lost();
  const stopRequested = (): boolean => stopped() !== undefined;
  const place = await workPlace(terminal, flags, stopRequested, runsAtOnce);
  if (E.isLeft(place)) {
    signals.dispose();
    return reportError(terminal)(place.left);
  }
  signals.begin();
  const options = { ...progress, workers: place.right.workers, stopRequested, takeOver };
  const task = compareRuns(question, directory, options);
  const result = await terminal.reader.whileSaving(signals, task);
  signals.dispose();
  await place.right.close();
  if (E.isLeft(result)) return reportError(terminal)(result.left);
  const { runs, finished, failures } = result.right;
  const code = stopped();
  if (code !== undefined && finished + failures.length < runs) {
    say(
      terminal,
      `Stopped with ${String(finished)} of ${String(runs)} runs done; the same command continues.`,
    );
    return code;
  }
  const written = await pipe(
    loadVocabulary(question.config.with),
    TE.mapLeft(describeError),
    TE.chain((vocabulary) => report(terminal, directory, vocabulary)),
  )();
  if (E.isLeft(written)) return reportError(terminal)(written.left);
  return codeOfFailures(result.right);
};

/** Trains and evaluates every run of a comparison that is not done yet, and reports. */
export const compare = async (terminal: WatchedTerminal, flags: CompareFlags): Promise<ExitCode> => {
  const directory = flags.out ?? join('runs', `${nameOf(sourceOf(flags) ?? defaultSource)}-comparison`);
  const stored = await pipe(
    modulesNow(flags.with),
    TE.chainW((modules) => storedQuestion(directory, modules)),
  )();
  if (E.isLeft(stored)) return reportError(terminal)(stored.left);
  const refused = refusal(flags, stored.right);
  if (refused !== undefined) return reportError(terminal)(refused);
  const question = await questionOf(flags, stored.right, directory)();
  if (E.isLeft(question)) return reportError(terminal)(question.left);
  return answer(terminal, question.right, directory, flags);
};
