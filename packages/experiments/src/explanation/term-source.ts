import { decodeWith } from '@sgmrl/codecs';
import { leaves, termCodec, type Names, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  algorithmNamesIn,
  findAlgorithm,
  nameOfAlgorithm,
  unknownAlgorithm,
  type Choices,
} from '../configuration/algorithms';
import type { ExperimentError } from '../errors/experiment-error';
import { readText, readTextIfThere } from '../files/files';
import { parseJson } from '../files/parse-json';
import { builtIn } from '../vocabulary/built-in';
import { namesIn, type Vocabulary } from '../vocabulary/vocabulary';

/** An algorithm that a person asks for, and what it is called. */
export interface NamedVariant {
  /** A name, or the term in words. */
  readonly name: string;
  /** What it stands for: a term and, for some names, an outer update. */
  readonly variant: Choices;
}

/** Names of terms beside those of algorithms. */
export const leafNames: readonly string[] = ['curvature', ...Object.keys(leaves)];

const decodeTerm =
  (source: string, names?: Names) =>
  (value: unknown): E.Either<ExperimentError, Term> =>
    pipe(
      decodeWith(termCodec(names))(value),
      E.mapLeft((fields): ExperimentError => ({ kind: 'invalid-config', source, fields })),
    );

/** The whole term in the text of JSON. */
export const parseTerm =
  (source: string, names?: Names) =>
  (text: string): E.Either<ExperimentError, Term> =>
    pipe(parseJson(source)(text), E.chainW(decodeTerm(source, names)));

const fromJson =
  (source: string, names: Names) =>
  (text: string): E.Either<ExperimentError, NamedVariant> =>
    pipe(
      parseTerm(source, names)(text),
      E.map((estimator) => ({ name: nameOfAlgorithm({ estimator }), variant: { estimator } })),
    );

/** Whether a text is meant as JSON rather than as a name. */
export const looksLikeJson = (text: string): boolean => /^\s*[{["]/.test(text);

/** Whether a text is meant as the path of a file, there or not. */
const looksLikePath = (text: string): boolean => /[/\\]|\.json$/.test(text);

const named = (name: string, names: Names): E.Either<ExperimentError, NamedVariant> =>
  leafNames.includes(name)
    ? E.right({ name, variant: { estimator: name } })
    : pipe(
        findAlgorithm(name, names),
        E.bimap(
          () => unknownAlgorithm(name, [...algorithmNamesIn(names), ...leafNames]),
          (variant) => ({ name, variant }),
        ),
      );

/**
 * The algorithm that a text asks for: by a name, whose part stands beside curvature; by a whole
 * term as JSON; or by a file that holds such JSON.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { readAlgorithm } from '@sgmrl/experiments';
 * const read = await readAlgorithm('{"op":"times","by":2,"of":"maml"}')();
 * deepStrictEqual(read, {
 *   _tag: 'Right',
 *   right: { name: '2 maml', variant: { estimator: { op: 'times', by: 2, of: 'maml' } } },
 * });
 * ```
 */
export const readAlgorithm = (
  text: string,
  vocabulary: Pick<Vocabulary, 'terms'> = builtIn,
): TE.TaskEither<ExperimentError, NamedVariant> => {
  const names = namesIn(vocabulary);
  if (looksLikeJson(text)) return TE.fromEither(fromJson('the term', names)(text));
  const found = named(text, names);
  return E.isRight(found)
    ? TE.right(found.right)
    : pipe(
        looksLikePath(text) ? readText(text) : readTextIfThere(text),
        TE.chainEitherKW((content) => (content === undefined ? found : fromJson(text, names)(content))),
      );
};
