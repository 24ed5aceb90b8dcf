import { join } from 'node:path';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config, ConfiguredModule } from '../configuration/config';
import { configDifferences } from '../configuration/config-differences';
import type { Effect } from '../errors/effect';
import { describeErrorIn } from '../errors/describe-error-in';
import { readTextIfThere } from '../files/files';
import { readRecords } from '../run/kept-metrics';
import { readRun } from '../run/stored-run';
import { failureIn, versionsIn } from '../run/summary';
import { candidateOf } from './candidate';
import type { ComparedRun } from './comparison';
import { decodeHeldOut } from './held-out';
import type { PlannedRun } from './question';
import { notOfThisComparison, ofComparison, trainedFurther } from './run';

/** Modules by whose content those that are elsewhere now are found. */
export type Modules = readonly ConfiguredModule[];

/** A run that could be read, and the text of its summary. */
interface ReadRun {
  readonly run: ComparedRun;
  readonly summary: string;
}

/** A run where it belongs, as far as it could be read. */
export interface Finding {
  readonly algorithm: string;
  readonly innerSteps: number;
  readonly directory: string;
  readonly run: ComparedRun | undefined;
  /** Whether its training failed after the iterations that it has. */
  readonly failed: boolean;
  readonly problems: readonly string[];
}

/** A run that has gone on since it failed has not failed again yet. */
const hasFailed = ({ records, config }: ComparedRun, summary: string): boolean =>
  records.length < config.iterations && failureIn(summary)?.iterations === records.length;

const unfinished = (run: ComparedRun, summary: string): readonly string[] => {
  const { records, config } = run;
  if (records.length >= config.iterations) return [];
  const failure = failureIn(summary);
  const done = `${String(records.length)} of ${String(config.iterations)} iterations`;
  return failure !== undefined && hasFailed(run, summary)
    ? [`it failed after ${done}: ${failure.problem}`]
    : [`it has done ${done}`];
};

const readRunBeside = (directory: string, modules: Modules): Effect<ReadRun> =>
  pipe(
    TE.Do,
    TE.bind('stored', () => readRun(directory, modules)),
    TE.bind('records', ({ stored }) => readRecords(stored)),
    TE.bindW('evaluation', ({ stored }) => readTextIfThere(stored.paths.evaluation)),
    TE.bindW('summary', ({ stored }) => readTextIfThere(stored.paths.summary)),
    TE.map(({ stored: { config, state }, records, evaluation = '', summary = '' }): ReadRun => {
      const heldOut = decodeHeldOut(evaluation);
      const current = heldOut?.iteration === (state?.iteration ?? 0);
      const run = {
        directory,
        seed: config.seed,
        config,
        records,
        heldOut: current ? heldOut : undefined,
        versions: versionsIn(summary),
      };
      return { run, summary };
    }),
  );

const otherwise = (config: Config, expected: Config): readonly string[] => {
  const found = configDifferences({ ...config, iterations: 0 }, { ...expected, iterations: 0 });
  return found.length === 0 ? [] : [notOfThisComparison(found)];
};

const further = ({ records }: ComparedRun, { iterations }: Config): readonly string[] =>
  records.length <= iterations ? [] : [trainedFurther(records.length, iterations)];

/** A run of a comparison where it is planned; what is there instead is among the problems. */
export const findPlanned =
  (directory: string, modules: Modules) =>
  ({ algorithm, innerSteps, path, config }: PlannedRun): T.Task<Finding> => {
    const place = { algorithm, innerSteps, directory: join(directory, path) };
    return pipe(
      readRunBeside(place.directory, modules),
      TE.match(
        (error): Finding => ({
          ...place,
          run: undefined,
          failed: false,
          problems: [describeErrorIn(place.directory, ofComparison(error))],
        }),
        ({ run: found, summary }) => {
          const unfit = [...otherwise(found.config, config), ...further(found, config)];
          // How many iterations it was last asked for elsewhere is of no matter here.
          const run = { ...found, config };
          return unfit.length > 0
            ? { ...place, run: undefined, failed: false, problems: unfit }
            : { ...place, run, failed: hasFailed(run, summary), problems: unfinished(run, summary) };
        },
      ),
    );
  };

/** A run of its own; a damaged one says nothing of what it is a run of. */
export const findLone = (directory: string, modules: Modules): T.Task<readonly Finding[]> =>
  pipe(
    readRunBeside(directory, modules),
    TE.match(
      (error): Finding => ({
        algorithm: '',
        innerSteps: 0,
        directory,
        run: undefined,
        failed: false,
        problems: [describeErrorIn(directory, error)],
      }),
      ({ run, summary }): Finding => ({
        algorithm: candidateOf(run.config),
        innerSteps: run.config.algorithm.innerSteps,
        directory,
        run,
        failed: hasFailed(run, summary),
        problems: unfinished(run, summary),
      }),
    ),
    T.map((finding) => [finding]),
  );
