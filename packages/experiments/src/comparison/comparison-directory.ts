import { basename, join, resolve } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { configDifferences } from '../configuration/config-differences';
import { differences } from '../configuration/differences';
import type { ExperimentError } from '../errors/experiment-error';
import { few } from '../errors/few';
import { listFolder, makeFolder, readTextIfThere, writeAtomically } from '../files/files';
import { whileLocked, type LockOptions } from '../run/lock';
import { runPaths } from '../run/run-paths';
import { comparisonPaths, type ComparisonPaths } from './comparison-paths';
import { parseQuestion, type ComparisonQuestion } from './question';

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
        : TE.fromEither(pipe(parseQuestion(paths.question)(text), E.chainW(refuseOther(paths, question)))),
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
    makeFolder(directory),
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
 * How many folders a run of a comparison is below it: that of its algorithm, inner steps and seed.
 */
const depth = 3;

/** A folder and those above it that can be of a comparison that it would be in. */
const withThoseAbove = (directory: string): readonly string[] =>
  Array.from({ length: depth + 1 }, (_, i) => join(resolve(directory), ...Array<string>(i).fill('..')));

/**
 * Left if a folder is that of a comparison or one for its runs: what is trained there on its own
 * would be taken for one of them, or stand in their way.
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
export const refuseComparison = (directory: string): Effect<void> =>
  pipe(
    withThoseAbove(directory),
    TE.traverseSeqArray((folder) =>
      pipe(
        listFolder(folder),
        // A file of that name is no folder, and holds no comparison.
        TE.match(
          () => E.right(undefined),
          (names) =>
            names.includes(basename(comparisonPaths(folder).question))
              ? E.left<ExperimentError>({
                  kind: 'unusable-run',
                  path: directory,
                  problem: `it belongs to the comparison in ${folder}; give another folder`,
                })
              : E.right(undefined),
        ),
      ),
    ),
    TE.map(() => undefined),
  );
