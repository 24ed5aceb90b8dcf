import { dirname, resolve } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { configDifferences } from '../configuration/config-differences';
import { differences } from '../configuration/differences';
import type { ExperimentError } from '../errors/experiment-error';
import { few } from '../errors/few';
import { makeFolder, readTextIfThere, realPathOf, writeAtomically } from '../files/files';
import { whileLocked, type LockOptions } from '../run/lock';
import { runPaths } from '../run/run-paths';
import { comparisonPaths, type ComparisonPaths } from './comparison-paths';
import { readQuestion, type ComparisonQuestion } from './question';

type Effect<A> = TE.TaskEither<ExperimentError, A>;

/** With lists as a person writes them. */
const readable = ({ algorithms, innerSteps, seeds, evaluation }: ComparisonQuestion) => ({
  algorithms: algorithms.join(','),
  'inner steps': innerSteps.join(','),
  seeds: seeds.join(','),
  evaluation,
});

const refuseOther =
  ({ directory }: ComparisonPaths, asked: ComparisonQuestion) =>
  (stored: ComparisonQuestion): E.Either<ExperimentError, void> => {
    const different = [
      ...differences(readable(stored), readable(asked)),
      ...configDifferences(stored.config, asked.config).map((difference) => `config.${difference}`),
    ];
    return different.length === 0
      ? E.right(undefined)
      : E.left({
          kind: 'unusable-run',
          path: directory,
          problem: `it holds another comparison than is asked for: ${few(different, '; ')}; give another folder`,
        });
  };

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

/** Keeps the question of a new comparison, or makes sure that it is the one of old. */
const keepQuestion = (paths: ComparisonPaths, question: ComparisonQuestion): Effect<void> =>
  pipe(
    readTextIfThere(paths.question),
    TE.chainW((text) =>
      text === undefined
        ? pipe(
            refuseRun(paths),
            TE.chainW(() => writeAtomically(paths.question, `${JSON.stringify(question, null, 2)}\n`)),
          )
        : pipe(
            readQuestion(paths.question, question.config.with)(text),
            TE.chainEitherK(refuseOther(paths, question)),
          ),
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
 * Does something in the folder of a comparison while no other process can, once it is sure that the folder can be
 * written and is about this question.
 */
export const whileComparing = <A>(
  directory: string,
  question: ComparisonQuestion,
  options: LockOptions,
  effect: Effect<A>,
): Effect<A> => {
  const paths = comparisonPaths(directory);
  return pipe(
    // Its folder would stand where the other one looks for a run.
    refuseAround(directory, 1),
    TE.chainW(() => makeFolder(directory)),
    TE.chainW(() =>
      whileLocked(paths.lock, options, () =>
        pipe(
          keepQuestion(paths, question),
          TE.chain(() => effect),
        ),
      ),
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
