import { catalogue, type CatalogueEntry } from '@sgmrl/estimators';
import { describeError, readAlgorithm, type Vocabulary } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/**
 * The estimator that a text asks for, or every one of the catalogue for `all`. A part's name stands
 * for itself beside curvature; terms as JSON, or in a file, are whole.
 */
export const entriesNamed = (
  text: string,
  vocabulary?: Vocabulary,
): TE.TaskEither<string, readonly CatalogueEntry[]> => {
  if (text === 'all') return TE.right(catalogue);
  const found = catalogue.filter((entry) => entry.name === text);
  return found.length > 0
    ? TE.right(found)
    : pipe(
        entryOf(text, vocabulary),
        TE.map((entry) => [entry]),
      );
};

const entryOf = (text: string, vocabulary?: Vocabulary): TE.TaskEither<string, CatalogueEntry> =>
  pipe(
    readAlgorithm(text, vocabulary),
    TE.mapLeft(describeError),
    TE.chainEitherK(({ name, variant: { estimator, outerUpdate } }) =>
      outerUpdate === undefined
        ? E.right({ name, estimator })
        : E.left(
            `${name} has an outer update, which is not verified; its estimator is ${JSON.stringify(estimator)}`,
          ),
    ),
  );
