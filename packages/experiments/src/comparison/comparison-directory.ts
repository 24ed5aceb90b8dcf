import { dirname, resolve } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ConfiguredModule } from '../configuration/config';
import type { Effect } from '../errors/effect';
import type { ExperimentError } from '../errors/experiment-error';
import { few } from '../errors/few';
import { makeFolder, readTextIfThere, realPathOf, writeAtomically } from '../files/files';
import { canonicalJson } from '../files/canonical-json';
import { whileLocked, type LockOptions } from '../lock/lock';
import { runPaths } from '../run/run-paths';
import { comparisonPaths, type ComparisonPaths } from './comparison-paths';
import { grow } from './grow';
import { planRuns, readQuestion, type ComparisonQuestion, type PlannedRun } from './question';

const otherComparison =
  ({ directory }: ComparisonPaths) =>
  (different: readonly string[]): ExperimentError => ({
    kind: 'unusable-run',
    path: directory,
    problem: `it holds another comparison than is asked for: ${few(different, '; ')}; give another folder`,
  });

const refuseRun = ({ directory }: ComparisonPaths): Effect<void> =>
  pipe(
    readTextIfThere(runPaths(directory).config),
    TE.chainW((config) =>
      config === undefined
        ? TE.right(undefined)
        : TE.left<ExperimentError>({
            kind: 'unusable-run',
            path: directory,
            problem: 'it holds a run, not a comparison; give another folder',
          }),
    ),
  );

/**
 * The question of the comparison in a folder, in the words of the modules that it names; those that
 * are elsewhere now are found among `modules` by their content. Undefined if there is none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { storedQuestion } from '@sgmrl/experiments';
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * deepStrictEqual(await storedQuestion(folder)(), { _tag: 'Right', right: undefined });
 * rmSync(folder, { recursive: true });
 * ```
 */
export const storedQuestion = (
  directory: string,
  modules: readonly ConfiguredModule[] = [],
): Effect<ComparisonQuestion | undefined> => {
  const { question } = comparisonPaths(directory);
  return pipe(
    readTextIfThere(question),
    TE.chainW((text): Effect<ComparisonQuestion | undefined> =>
      text === undefined ? TE.right(undefined) : readQuestion(question, modules)(text),
    ),
  );
};

/** A question that is kept, and its runs. */
export interface KeptQuestion {
  readonly question: ComparisonQuestion;
  readonly planned: readonly PlannedRun[];
}

/**
 * Keeps the question of a new comparison, or what one of old and it ask together, once it is sure
 * that they fit.
 */
const keepQuestion = (paths: ComparisonPaths, asked: ComparisonQuestion): Effect<KeptQuestion> =>
  pipe(
    TE.Do,
    TE.bind('stored', () => storedQuestion(paths.directory, asked.config.with)),
    TE.chainFirst(({ stored }) => (stored === undefined ? refuseRun(paths) : TE.right(undefined))),
    TE.bind('question', ({ stored }) =>
      stored === undefined
        ? TE.right(asked)
        : TE.fromEither(pipe(grow(stored, asked), E.mapLeft(otherComparison(paths)))),
    ),
    TE.bind('planned', ({ question }) => planRuns(question)),
    TE.chainFirstW(({ stored, question }) =>
      stored !== undefined && canonicalJson(stored) === canonicalJson(question)
        ? TE.right(undefined)
        : writeAtomically(paths.question, `${JSON.stringify(question, null, 2)}\n`),
    ),
  );

/**
 * How many folders a run of a comparison is below it: that of its algorithm, inner steps and seed.
 */
const depth = 3;

/** A folder and all above it. */
const withThoseAbove = (folder: string): readonly string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...withThoseAbove(dirname(folder))];

/**
 * Whether a folder that is so many folders above a run is that of a comparison. Far above a file of
 * that name may be anything: there it counts if it asks what a comparison asks.
 */
const holdsComparison = (folder: string, above: number): T.Task<boolean> => {
  const { question } = comparisonPaths(folder);
  return pipe(
    readTextIfThere(question),
    TE.matchE(
      // It is there, but cannot be read.
      ({ code }) => T.of(above <= depth && code !== 'ENOTDIR'),
      (text) => {
        if (text === undefined || above <= depth) return T.of(text !== undefined);
        return pipe(readQuestion(question)(text), T.map(E.isRight));
      },
    ),
  );
};

/**
 * The comparison that a folder is in, by its name or where that leads, looked for from so many
 * folders above on; undefined if there is none.
 */
const comparisonAround = (directory: string, from: number): T.Task<string | undefined> =>
  pipe(
    realPathOf(directory),
    T.map((real) =>
      [...new Set([resolve(directory), real])].flatMap((path) =>
        [...withThoseAbove(path).entries()].slice(from),
      ),
    ),
    T.chain(
      T.traverseSeqArray(([above, folder]) =>
        pipe(
          holdsComparison(folder, above),
          T.map((holds) => (holds ? [folder] : [])),
        ),
      ),
    ),
    T.map((found) => found.flat().at(0)),
  );

const refuseAround = (directory: string, from: number): Effect<void> =>
  pipe(
    TE.fromTask<string | undefined, ExperimentError>(comparisonAround(directory, from)),
    TE.chain((found) =>
      found === undefined
        ? TE.right(undefined)
        : TE.left({
            kind: 'unusable-run',
            path: directory,
            problem: `it belongs to the comparison in ${found}; give another folder`,
          }),
    ),
  );

/**
 * Does something in the folder of a comparison while no other process can, once it is sure that the
 * folder can be written, and that it is about this question: one that was there before has grown by
 * it.
 */
export const whileComparing = <A>(
  directory: string,
  question: ComparisonQuestion,
  options: LockOptions,
  effect: (kept: KeptQuestion) => Effect<A>,
): Effect<A> => {
  const paths = comparisonPaths(directory);
  return pipe(
    // Its folder would stand where the other one looks for a run.
    refuseAround(directory, 1),
    TE.chainW(() => makeFolder(directory)),
    TE.chainW(() =>
      whileLocked(paths.lock, options, () => pipe(keepQuestion(paths, question), TE.chain(effect))),
    ),
  );
};

/**
 * Left if a folder is that of a comparison or anywhere below it, also through symbolic links: what
 * is trained there on its own would be taken for one of its runs, or stand in their way.
 *
 * @example
 * ```ts
 * import { match, strictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { describeError, refuseComparison } from '@sgmrl/experiments';
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * strictEqual((await refuseComparison(folder)())._tag, 'Right');
 * writeFileSync(join(folder, 'comparison.json'), '{}');
 * const refused = await refuseComparison(join(folder, 'none', 'inner-steps-1', 'seed-1'))();
 * match(refused._tag === 'Left' ? describeError(refused.left) : '', /belongs to the comparison in .*; give another folder/);
 * rmSync(folder, { recursive: true });
 * ```
 */
export const refuseComparison = (directory: string): Effect<void> => refuseAround(directory, 0);
