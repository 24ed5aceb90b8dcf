import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config, ConfiguredModule } from '../configuration/config';
import { configDifferences } from '../configuration/config-differences';
import { describeErrorIn, type ExperimentError } from '../errors/experiment-error';
import { few } from '../errors/few';
import { readTextIfThere } from '../files/files';
import { readRecords, readRun } from '../run/run-directory';
import { failureIn, versionsIn } from '../run/summary';
import { candidateOf } from './candidate';
import type { ComparedGroup, ComparedRun, Comparison, ComparisonProblem } from './comparison';
import { comparisonPaths } from './comparison-paths';
import { decodeHeldOut } from './held-out';
import { planRuns, readQuestion, type PlannedRun } from './question';
import { notOfThisComparison, ofComparison, trainedFurther } from './run';
import { environmentsIn, settingsOf, type Setting } from './varied';

/** Modules by whose content those that are elsewhere now are found. */
type Modules = readonly ConfiguredModule[];

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

const findPlanned =
  (directory: string, modules: Modules) =>
  ({ algorithm, innerSteps, path, config }: PlannedRun): T.Task<Finding> => {
    const place = { algorithm, innerSteps, directory: join(directory, path) };
    return pipe(
      readRunBeside(place.directory, modules),
      TE.match(
        (error): Finding => ({
          ...place,
          run: undefined,
          problems: [describeErrorIn(place.directory, ofComparison(error))],
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
const findLone = (directory: string, modules: Modules): T.Task<readonly Finding[]> =>
  pipe(
    readRunBeside(directory, modules),
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
const findIn = (directory: string, modules: Modules): Effect<readonly Finding[]> => {
  const path = comparisonPaths(directory).question;
  return pipe(
    readTextIfThere(path),
    TE.chainW((text) =>
      text === undefined
        ? TE.fromTask(findLone(directory, modules))
        : pipe(
            readQuestion(path, modules)(text),
            TE.chain(planRuns),
            TE.chainTaskK(T.traverseSeqArray(findPlanned(directory, modules))),
          ),
    ),
  );
};

/** A run that could be read, and what tells its group from others. */
interface Placed {
  readonly finding: Finding;
  readonly run: ComparedRun;
  readonly settings: readonly Setting[];
}

/** Fields in which runs of one algorithm and ζ differ tell their groups apart. */
const placed = (findings: readonly Finding[]): readonly Placed[] => {
  const found = findings.flatMap((finding) =>
    finding.run === undefined ? [] : [{ finding, run: finding.run }],
  );
  const settings = settingsOf(found.map(({ run }) => run.config));
  return found.map((one, i) => ({ ...one, settings: settings[i] }));
};

const place = ({ finding: { algorithm, innerSteps }, settings }: Placed): string =>
  JSON.stringify([algorithm, innerSteps, settings]);

/** The runs of one place; a second one of the same seed is left out. */
const groupOf = (members: readonly Placed[]): ComparedGroup => {
  const [{ finding, settings }] = members;
  const runs = members.map(({ run }) => run);
  return {
    algorithm: finding.algorithm,
    innerSteps: finding.innerSteps,
    ...(settings.length === 0 ? {} : { settings }),
    runs: runs.filter((run, i) => runs.findIndex(({ seed }) => seed === run.seed) === i),
  };
};

const groupsOf = (findings: readonly Finding[]): readonly ComparedGroup[] => {
  const all = placed(findings);
  return [...new Set(all.map(place))].map((name) => groupOf(all.filter((one) => place(one) === name)));
};

const problemsOf = (findings: readonly Finding[], groups: readonly ComparedGroup[]) => {
  const kept = new Set(groups.flatMap(({ runs }) => runs));
  return findings.flatMap(({ directory, run, problems }): readonly ComparisonProblem[] =>
    [
      ...problems,
      ...(run === undefined || kept.has(run)
        ? []
        : ['another run of its settings and seed is there already']),
    ].map((problem) => ({ directory, problem })),
  );
};

const noRun = (
  directories: readonly string[],
  { directory, problem }: ComparisonProblem,
): ExperimentError => ({
  kind: 'unusable-run',
  path: few(directories),
  problem: ['no run can be read', ...(directories.join() === directory ? [] : [directory]), problem].join(
    ': ',
  ),
});

/** The runs of each environment; what could not be read is named with the first. */
const assemble =
  (directories: readonly string[]) =>
  (findings: readonly Finding[]): E.Either<ExperimentError, RNEA.ReadonlyNonEmptyArray<Comparison>> => {
    const read = findings.filter(({ run }) => run !== undefined);
    const environments = environmentsIn(read.flatMap(({ run }) => (run === undefined ? [] : [run.config])));
    const comparisons = environments.map(({ members }, i): Comparison => {
      const own = members.map((member) => read[member]);
      const groups = groupsOf(own);
      const told = i === 0 ? findings.filter((one) => own.includes(one) || !read.includes(one)) : own;
      return { directories, config: groups[0].runs[0].config, groups, problems: problemsOf(told, groups) };
    });
    return RA.isNonEmpty(comparisons)
      ? E.right(comparisons)
      : E.left(noRun(directories, problemsOf(findings, [])[0]));
  };

/**
 * Reads folders, each of a comparison or of one run, and puts the runs of each environment side by side: those that
 * differ in their seed alone are a group, and groups are told apart by algorithm, inner steps and every other field in which
 * they differ. A run that is damaged or missing is named among the problems; Left if none can be read.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { groupName, presets, readComparisons, startRun } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 1 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * const runs = [1, 2].map((seed) => join(folder, `seed-${seed}`));
 * for (const [i, run] of runs.entries()) await startRun({ ...config, seed: i + 1 }, run, options)();
 * const steep = join(folder, 'steep');
 * await startRun({ ...config, optimizer: { kind: 'sgd', learningRate: 9 } }, steep, options)();
 * const read = await readComparisons([...runs, steep])();
 * if (read._tag === 'Left') throw new Error(read.left.kind);
 * deepStrictEqual(
 *   read.right[0].groups.map((group) => [groupName(group), group.runs.map(({ seed }) => seed)]),
 *   [
 *     ['leave-one-out-linear, optimizer.kind=adam', [1, 2]], // runs that differ in their seed alone are one group
 *     ['leave-one-out-linear, optimizer.kind=sgd', [1]],
 *   ],
 * );
 * rmSync(folder, { recursive: true });
 * ```
 */
export const readComparisons = (
  directories: readonly string[],
  modules: Modules = [],
): Effect<RNEA.ReadonlyNonEmptyArray<Comparison>> =>
  pipe(
    directories,
    TE.traverseSeqArray((directory) => findIn(directory, modules)),
    TE.chainEitherK((findings) => assemble(directories)(findings.flat())),
  );

const oneEnvironment = ([first, ...others]: RNEA.ReadonlyNonEmptyArray<Comparison>): E.Either<
  ExperimentError,
  Comparison
> => {
  if (others.length === 0) return E.right(first);
  const [run, other] = [first, others[0]].map(({ groups }) => groups[0].runs[0]);
  return E.left({
    kind: 'unusable-run',
    path: other.directory,
    problem: `it cannot be compared with ${run.directory}: its environment is another one`,
  });
};

/**
 * The same for folders whose runs are of one environment; Left if they are of several.
 *
 * @example See {@link readComparisons}.
 */
export const readComparison = (directories: readonly string[], modules: Modules = []): Effect<Comparison> =>
  pipe(readComparisons(directories, modules), TE.chainEitherK(oneEnvironment));
