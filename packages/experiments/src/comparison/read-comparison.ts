import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { configDifferences } from '../configuration/config-differences';
import { describeErrorIn, type ExperimentError } from '../errors/experiment-error';
import { readTextIfThere } from '../files/files';
import { readRecords, readRun } from '../run/run-directory';
import { failureIn, versionsIn } from '../run/summary';
import { candidateOf, incomparable, notRepeated } from './candidate';
import type { ComparedGroup, ComparedRun, Comparison, ComparisonProblem } from './comparison';
import { comparisonPaths } from './comparison-paths';
import { decodeHeldOut } from './held-out';
import { parseQuestion, plannedRuns, type PlannedRun } from './question';
import { trainedFurther } from './run';

/** A run that could be read, and the text of its summary. */
interface ReadRun {
  readonly run: ComparedRun;
  readonly summary: string;
}

/** A run where it belongs, as far as it could be read. */
interface Finding {
  readonly algorithm: string;
  readonly innerSteps: number;
  readonly directory: string;
  readonly run: ComparedRun | undefined;
  readonly problems: readonly string[];
}

type Effect<A> = TE.TaskEither<ExperimentError, A>;

const unfinished = ({ records, config }: ComparedRun, summary: string): readonly string[] => {
  if (records.length >= config.iterations) return [];
  const failure = failureIn(summary);
  const done = `${String(records.length)} of ${String(config.iterations)} iterations`;
  // A run that has gone on since it failed has not failed again yet.
  return failure?.iterations === records.length
    ? [`it failed after ${done}: ${failure.problem}`]
    : [`it has done ${done}`];
};

const readRunBeside = (directory: string): Effect<ReadRun> =>
  pipe(
    TE.Do,
    TE.bind('stored', () => readRun(directory)),
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
  return found.length === 0 ? [] : [`it is not the run of this comparison: ${found.join('; ')}`];
};

const further = ({ records }: ComparedRun, { iterations }: Config): readonly string[] =>
  records.length <= iterations ? [] : [trainedFurther(records.length, iterations)];

const findPlanned =
  (directory: string) =>
  ({ algorithm, innerSteps, path, config }: PlannedRun): T.Task<Finding> => {
    const place = { algorithm, innerSteps, directory: join(directory, path) };
    return pipe(
      readRunBeside(place.directory),
      TE.match(
        (error): Finding => ({
          ...place,
          run: undefined,
          problems: [describeErrorIn(place.directory, error)],
        }),
        ({ run: found, summary }) => {
          const unfit = [...otherwise(found.config, config), ...further(found, config)];
          // How many iterations it was last asked for elsewhere is of no matter here.
          const run = { ...found, config };
          return unfit.length > 0
            ? { ...place, run: undefined, problems: unfit }
            : { ...place, run, problems: unfinished(run, summary) };
        },
      ),
    );
  };

/** A damaged run of its own says nothing of what it is a run of. */
const findLone = (directory: string): T.Task<readonly Finding[]> =>
  pipe(
    readRunBeside(directory),
    TE.match(
      (error): Finding => ({
        algorithm: '',
        innerSteps: 0,
        directory,
        run: undefined,
        problems: [describeErrorIn(directory, error)],
      }),
      ({ run, summary }): Finding => ({
        algorithm: candidateOf(run.config),
        innerSteps: run.config.algorithm.innerSteps,
        directory,
        run,
        problems: unfinished(run, summary),
      }),
    ),
    T.map((finding) => [finding]),
  );

/** What a folder holds: the runs of a comparison, or one run. */
const findIn = (directory: string): Effect<readonly Finding[]> => {
  const path = comparisonPaths(directory).question;
  return pipe(
    readTextIfThere(path),
    TE.chainW((text) =>
      text === undefined
        ? TE.fromTask(findLone(directory))
        : pipe(
            TE.fromEither(pipe(parseQuestion(path)(text), E.chainW(plannedRuns))),
            TE.chainTaskK(T.traverseSeqArray(findPlanned(directory))),
          ),
    ),
  );
};

const place = ({ algorithm, innerSteps }: Finding): string => JSON.stringify([algorithm, innerSteps]);

/** The runs of one place; a second one of the same seed is left out. */
const groupOf = (findings: readonly Finding[]): ComparedGroup => {
  const runs = findings.flatMap(({ run }) => (run === undefined ? [] : [run]));
  return {
    algorithm: findings[0].algorithm,
    innerSteps: findings[0].innerSteps,
    runs: runs.filter((run, i) => runs.findIndex(({ seed }) => seed === run.seed) === i),
  };
};

const problemsOf = (findings: readonly Finding[], groups: readonly ComparedGroup[]) => {
  const kept = new Set(groups.flatMap(({ runs }) => runs));
  return findings.flatMap(({ directory, run, problems }): readonly ComparisonProblem[] =>
    [
      ...problems,
      ...(run === undefined || kept.has(run)
        ? []
        : ['another run of its algorithm, inner steps and seed is there already']),
    ].map((problem) => ({ directory, problem })),
  );
};

/**
 * Runs that cannot stand beside the first of all, or not beside the first of their place, from which they may differ in their
 * seed alone. All runs are looked at, those that another one takes the place of included.
 */
const misfitsOf = (findings: readonly Finding[]): readonly ExperimentError[] => {
  const found = findings.flatMap((finding) =>
    finding.run === undefined ? [] : [{ run: finding.run, place: place(finding) }],
  );
  return found.flatMap(({ run, place }) => {
    const [{ run: first }] = found;
    const [{ run: peer }] = found.filter((each) => each.place === place);
    const misfit = (other: ComparedRun, reasons: readonly string[]): readonly ExperimentError[] =>
      reasons.length === 0
        ? []
        : [
            {
              kind: 'unusable-run',
              path: run.directory,
              problem: `it cannot be compared with ${other.directory}: ${reasons.join('; ')}`,
            },
          ];
    return [
      ...misfit(first, incomparable(run.config, first.config)),
      ...misfit(peer, notRepeated(run.config, peer.config)),
    ];
  });
};

const noRun = (
  directories: readonly string[],
  { directory, problem }: ComparisonProblem,
): ExperimentError => ({
  kind: 'unusable-run',
  path: directories.join(', '),
  problem: ['no run can be read', ...(directories.join() === directory ? [] : [directory]), problem].join(
    ': ',
  ),
});

const assemble =
  (directories: readonly string[]) =>
  (findings: readonly Finding[]): E.Either<ExperimentError, Comparison> => {
    const groups = [...new Set(findings.map(place))]
      .map((name) => groupOf(findings.filter((finding) => place(finding) === name)))
      .filter(({ runs }) => runs.length > 0);
    const problems = problemsOf(findings, groups);
    if (groups.length === 0) return E.left(noRun(directories, problems[0]));
    const [misfit] = misfitsOf(findings);
    return misfit === undefined
      ? E.right({ directories, config: groups[0].runs[0].config, groups, problems })
      : E.left(misfit);
  };

/**
 * Reads folders, each of a comparison or of one run, and puts the runs side by side. A run that is damaged or
 * missing is named among the problems; Left if none can be read, or if they are not about the same tasks and settings.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { presets, readComparison, startRun } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 1 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * const runs = [1, 2].map((seed) => join(folder, `seed-${seed}`));
 * for (const [i, run] of runs.entries()) await startRun({ ...config, seed: i + 1 }, run, options)();
 * const comparison = await readComparison(runs)();
 * if (comparison._tag === 'Left') throw new Error(comparison.left.kind);
 * // Runs that differ in their seed alone are one group.
 * deepStrictEqual(
 *   comparison.right.groups.map(({ algorithm, innerSteps, runs: each }) => [algorithm, innerSteps, each.map(({ seed }) => seed)]),
 *   [['leave-one-out-linear', 1, [1, 2]]],
 * );
 * rmSync(folder, { recursive: true });
 * ```
 */
export const readComparison = (directories: readonly string[]): Effect<Comparison> =>
  pipe(
    directories,
    TE.traverseSeqArray(findIn),
    TE.chainEitherK((findings) => assemble(directories)(findings.flat())),
  );
