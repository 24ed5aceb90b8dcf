import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../errors/effect';
import type { ExperimentError } from '../errors/experiment-error';
import { few } from '../errors/few';
import { readTextIfThere } from '../files/files';
import type { ComparedGroup, ComparedRun, Comparison, ComparisonProblem } from './comparison';
import type { Choice } from './chosen';
import { comparisonPaths } from './comparison-paths';
import { findLone, findPlanned, type Finding, type Modules } from './finding';
import { planRuns, readQuestion } from './question';
import { selectRuns } from './selection';
import { environmentsIn, settingsOf, type VariedSetting } from './varied';

/** What a folder holds: the runs of a comparison, or one run. */
interface Found {
  readonly findings: readonly Finding[];
  readonly choices: readonly Choice[];
}

const findCompared = (directory: string, path: string, text: string, modules: Modules): Effect<Found> =>
  pipe(
    readQuestion(path, modules)(text),
    TE.bindTo('question'),
    TE.bind('all', ({ question }) => planRuns(question)),
    TE.bind('selected', ({ question, all }) => selectRuns(directory, question, modules)(all)),
    TE.chainTaskK(({ selected: { planned, choices, withoutNumber } }) =>
      pipe(
        planned,
        T.traverseSeqArray(findPlanned(directory, modules)),
        T.map((findings) => ({ findings: [...findings, ...withoutNumber], choices })),
      ),
    ),
  );

const findIn = (directory: string, modules: Modules): Effect<Found> => {
  const path = comparisonPaths(directory).question;
  return pipe(
    readTextIfThere(path),
    TE.chainW((text) =>
      text === undefined
        ? pipe(
            TE.fromTask<readonly Finding[], ExperimentError>(findLone(directory, modules)),
            TE.map((findings) => ({ findings, choices: [] })),
          )
        : findCompared(directory, path, text, modules),
    ),
  );
};

/** A run that could be read, and what tells its group from others. */
interface Placed {
  readonly finding: Finding;
  readonly run: ComparedRun;
  readonly settings: readonly VariedSetting[];
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
      ...(run === undefined || kept.has(run) ? [] : ['a run with the same settings and seed exists already']),
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
  (found: readonly Found[]): E.Either<ExperimentError, RNEA.ReadonlyNonEmptyArray<Comparison>> => {
    const findings = found.flatMap((one) => one.findings);
    const read = findings.filter(({ run }) => run !== undefined);
    const environments = environmentsIn(read.flatMap(({ run }) => (run === undefined ? [] : [run.config])));
    const comparisons = environments.map(({ members }, i): Comparison => {
      const own = members.map((member) => read[member]);
      const groups = groupsOf(own);
      const told = i === 0 ? findings.filter((one) => own.includes(one) || !read.includes(one)) : own;
      const choices = found
        .filter((one) => one.findings.some((finding) => own.includes(finding)))
        .flatMap((one) => one.choices);
      return {
        directories,
        config: groups[0].runs[0].config,
        groups,
        ...(choices.length > 0 && { choices }),
        problems: problemsOf(told, groups),
      };
    });
    return RA.isNonEmpty(comparisons)
      ? E.right(comparisons)
      : E.left(noRun(directories, problemsOf(findings, [])[0]));
  };

/**
 * Reads folders, each of a comparison or of one run, and puts the runs of each environment side by
 * side: those that differ in their seed alone are a group, and groups are told apart by algorithm,
 * inner steps and every other field in which they differ. A run that is damaged or missing is named
 * among the problems; Left if none can be read.
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
    TE.chainEitherK(assemble(directories)),
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
