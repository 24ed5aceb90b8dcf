import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { configDifferences } from '../config-differences';
import { differences } from '../differences';
import type { ExperimentError } from '../experiment-error';
import { makeFolder, readTextIfThere, writeAtomically } from '../files';
import { whileLocked } from '../run-directory';
import { runPaths } from '../run-paths';
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
          problem: `it holds another comparison than is asked for: ${different.join('; ')}; give another folder`,
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
  effect: Effect<A>,
): Effect<A> => {
  const paths = comparisonPaths(directory);
  return pipe(
    makeFolder(directory),
    TE.chainW(() =>
      whileLocked(
        paths.lock,
        pipe(
          keepQuestion(paths, question),
          TE.chain(() => effect),
        ),
      ),
    ),
  );
};
