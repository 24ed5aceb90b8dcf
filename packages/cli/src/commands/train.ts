import { basename, dirname, resolve } from 'node:path';
import {
  curvatureHint,
  describeError,
  loadVocabulary,
  namesIn,
  configFileOf,
  freshDirectory,
  listFolder,
  maybeWrong,
  reconcile,
  refuseComparison,
  modulesNow,
  resolveConfig,
  resumeRun,
  startingPoint,
  startRun,
  type Config,
  type ConfigRequest,
  type ConfigSource,
  type ExperimentError,
  type KeepingRequest,
  type StartingPoint,
  type StoredRun,
  type TrainedRun,
  type TrainOptions,
  type Workers,
} from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { defaultSource, nameOf, sourceOf } from '../config-source';
import { workPlace } from '../machines/work-place';
import { eventWriter } from '../terminal/event-writer';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { progressOn, type Progress, type ProgressFlags } from '../terminal/progress';
import { reportError } from '../reports/report-error';
import type { WatchedTerminal } from '../terminal/reader';
import { stopSignals, type StopSignals } from '../terminal/stop-signals';
import { tellSurplus } from '../reports/surplus';
import { complain, say, warn } from '../terminal/terminal';
import { trainReport } from '../reports/train-report';

/** The flags of `sgmrl train`. */
export interface TrainFlags extends ProgressFlags {
  readonly preset?: string;
  readonly config?: string;
  readonly set?: readonly string[];
  readonly iterations?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly resume?: string;
  readonly workers: number | string;
  readonly verifyShare?: number;
  readonly takeOver?: boolean;
  readonly tensorboard?: true;
  readonly evaluateEvery?: number;
  readonly evaluationTasks?: number;
  readonly patience?: number;
  readonly keepEvery?: number;
  readonly with: readonly string[];
  readonly from?: string;
  readonly arithmetic?: ConfigRequest['arithmetic'];
}

const requestOf = (flags: TrainFlags): ConfigRequest => ({
  source: sourceOf(flags),
  settings: flags.set ?? [],
  seed: flags.seed,
  iterations: flags.iterations,
  modules: flags.with,
  arithmetic: flags.arithmetic,
});

const directoryOf = (
  flags: TrainFlags,
  name: string,
  { seed }: Config,
): TE.TaskEither<ExperimentError, string> => {
  const { out } = flags;
  const parent = 'runs';
  return pipe(
    refuseComparison(out ?? parent),
    TE.chain(() =>
      out === undefined ? freshDirectory(parent, `${name}-seed${String(seed)}`) : TE.right(out),
    ),
  );
};

/** What a new run begins with. */
interface Beginning {
  readonly from?: StartingPoint;
  /** The configuration, where no flag names one. */
  readonly otherwise: ConfigSource;
  /** What the folder of the run is called after. */
  readonly name: string;
}

/** From a run: its parameters, and its configuration unless a flag names one. */
const beginningOf = (flags: TrainFlags): TE.TaskEither<ExperimentError, Beginning> => {
  const source = sourceOf(flags);
  const named = { otherwise: defaultSource, name: nameOf(source ?? defaultSource) };
  if (flags.from === undefined) return TE.right(named);
  return pipe(
    startingPoint(flags.from),
    TE.chain((from) =>
      source === undefined
        ? pipe(
            configFileOf(from),
            TE.map((path): Beginning => ({
              from,
              otherwise: { kind: 'file', path },
              name: `from-${basename(dirname(path))}`,
            })),
          )
        : TE.right({ ...named, from }),
    ),
  );
};

/**
 * An estimator that leaves curvature out, or has too much of it, is right by itself, or a mistake.
 */
const tellCurvature = (
  terminal: WatchedTerminal,
  { algorithm, with: modules }: Config,
): TE.TaskEither<ExperimentError, void> =>
  pipe(
    loadVocabulary(modules),
    TE.map((vocabulary) => {
      for (const hint of curvatureHint(algorithm.estimator, algorithm, namesIn(vocabulary)))
        warn(terminal, `the estimator is ${hint}`);
    }),
  );

const startNew = (
  terminal: WatchedTerminal,
  flags: TrainFlags,
  options: TrainOptions,
): TE.TaskEither<ExperimentError, TrainedRun> =>
  pipe(
    beginningOf(flags),
    TE.bindTo('beginning'),
    TE.bind('config', ({ beginning: { from, otherwise } }) =>
      resolveConfig(otherwise)({ ...requestOf(flags), from }),
    ),
    TE.chainFirst(({ config }) => tellCurvature(terminal, config)),
    TE.bind('directory', ({ beginning: { name }, config }) => directoryOf(flags, name, config)),
    TE.chain(({ config, directory }) => startRun(config, directory, options)),
  );

const goOn = (
  directory: string,
  flags: TrainFlags,
  options: TrainOptions,
): TE.TaskEither<ExperimentError, TrainedRun> =>
  flags.out !== undefined && resolve(flags.out) !== resolve(directory)
    ? TE.left({
        kind: 'unusable-run',
        path: directory,
        problem: `a resumed run stays in its folder; leave out --out ${flags.out}`,
      })
    : pipe(
        modulesNow(flags.with),
        TE.chainW((modules) =>
          resumeRun(directory, reconcile(requestOf(flags), directory), { ...options, modules }),
        ),
      );

/** What is to be kept; a text says which flag is of no use. */
const keepingOf = (flags: TrainFlags): E.Either<string, KeepingRequest> => {
  const { evaluateEvery: every, evaluationTasks: tasks, patience, keepEvery, resume } = flags;
  // What a run that is gone on with has been told before is in its folder.
  if (every === undefined && resume === undefined) {
    if (patience !== undefined) return E.left('--patience goes with --evaluate-every');
    if (tasks !== undefined) return E.left('--evaluation-tasks goes with --evaluate-every');
  }
  return E.right({ checkpointsEvery: keepEvery, validation: { every, tasks, patience } });
};

/** Watches a run: shows its progress, and remembers what is to be told if it fails. */
const observe = (
  terminal: WatchedTerminal,
  { takeOver, tensorboard }: TrainFlags,
  workers: Workers,
  progress: Progress,
  { begin, stopRequested }: Pick<StopSignals, 'begin'> & Pick<TrainOptions, 'stopRequested'>,
  keeping: KeepingRequest,
) => {
  let run: StoredRun | undefined;
  let kept = 0;
  const events = tensorboard === true ? eventWriter(terminal) : undefined;
  const options: TrainOptions = {
    workers,
    takeOver,
    keeping,
    onValidation: progress.validation,
    onStart: (started, surplus) => {
      begin();
      run = started;
      tellSurplus(terminal, started.paths, surplus);
      events?.begin(started);
      kept = started.state?.iteration ?? 0;
      progress.start(kept, started.config.iterations);
    },
    onIteration: (record) => {
      kept = record.iteration;
      events?.add(record);
      progress.iteration(record);
    },
    stopRequested,
  };
  const whatIsKept = (error: ExperimentError): string | undefined => {
    if (run === undefined || kept === 0) return undefined;
    const since = error.kind === 'execution' ? error.wrongSince : undefined;
    const wrong = since === undefined ? undefined : maybeWrong(run.paths, kept, since);
    return wrong !== undefined
      ? describeError(wrong)
      : `The state after iteration ${String(kept)} is kept in ${run.paths.checkpoint}; --resume ${run.paths.directory} continues from there`;
  };
  return { options, whatIsKept };
};

/** What is told when training ends: a report to a person, a last line to a program. */
const tellEnd = async (terminal: WatchedTerminal, flags: TrainFlags, run: TrainedRun): Promise<void> => {
  const { quiet, json } = flags;
  if (quiet === true) return;
  const { paths, summary } = run;
  if (json === true) {
    say(terminal, JSON.stringify({ run: paths.directory, summary }));
    return;
  }
  const files = pipe(
    await listFolder(paths.directory)(),
    E.getOrElse((): readonly string[] => []),
  );
  say(terminal, trainReport(run, files, flags));
};

/** Trains from the beginning or goes on, and reports. */
export const train = async (terminal: WatchedTerminal, flags: TrainFlags): Promise<ExitCode> => {
  if (flags.resume !== undefined && flags.from !== undefined)
    return reportError(terminal)('--from starts a run, --resume continues one: leave out one of them');
  const keeping = keepingOf(flags);
  if (E.isLeft(keeping)) return reportError(terminal)(keeping.left);
  const progress = progressOn(terminal, flags);
  const signals = stopSignals(progress.stopping);
  const stopRequested = () => (signals.received() ?? terminal.reader.lost()) !== undefined;
  const place = await workPlace(terminal, flags, stopRequested);
  if (E.isLeft(place)) {
    signals.dispose();
    return reportError(terminal)(place.left);
  }
  const { options, whatIsKept } = observe(
    terminal,
    flags,
    place.right.workers,
    progress,
    { begin: signals.begin, stopRequested },
    keeping.right,
  );
  const result = await terminal.reader.whileSaving(
    signals,
    flags.resume === undefined ? startNew(terminal, flags, options) : goOn(flags.resume, flags, options),
  );
  progress.end();
  signals.dispose();
  await place.right.close();
  if (E.isLeft(result)) {
    const code = reportError(terminal)(result.left);
    const kept = whatIsKept(result.left);
    if (kept !== undefined) complain(terminal, kept);
    return code;
  }
  await tellEnd(terminal, flags, result.right);
  const { status } = result.right.summary;
  return status === 'stopped' ? (signals.received() ?? exitCode.success) : exitCode.success;
};
