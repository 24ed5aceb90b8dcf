import { decodeWith } from '@sgmrl/codecs';
import { leaves, termCodec, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  algorithmNames,
  findAlgorithm,
  nameOfAlgorithm,
  unknownAlgorithm,
  type Choices,
} from '../configuration/algorithms';
import type { ExperimentError } from '../errors/experiment-error';
import { readText, readTextIfThere } from '../files/files';
import { parseJson } from '../files/parse-json';

/** An algorithm that a person asks for, and what it is called. */
export interface NamedVariant {
  readonly name: string;
  readonly variant: Choices;
}

/** Names of terms beside those of algorithms. */
export const leafNames: readonly string[] = ['curvature', ...Object.keys(leaves)];

const decodeTerm =
  (source: string) =>
  (value: unknown): E.Either<ExperimentError, Term> =>
    pipe(
      decodeWith(termCodec())(value),
      E.mapLeft((fields): ExperimentError => ({ kind: 'invalid-config', source, fields })),
    );

/** The whole term in the text of JSON. */
export const parseTerm =
  (source: string) =>
  (text: string): E.Either<ExperimentError, Term> =>
    pipe(parseJson(source)(text), E.chainW(decodeTerm(source)));

const fromJson =
  (source: string) =>
  (text: string): E.Either<ExperimentError, NamedVariant> =>
    pipe(
      parseTerm(source)(text),
      E.map((estimator) => ({ name: nameOfAlgorithm({ estimator }), variant: { estimator } })),
    );

/** Whether a text is meant as JSON rather than as a name. */
export const looksLikeJson = (text: string): boolean => /^\s*[{["]/.test(text);

/** Whether a text is meant as the path of a file, there or not. */
const looksLikePath = (text: string): boolean => /[/\\]|\.json$/.test(text);

const named = (name: string): E.Either<ExperimentError, NamedVariant> =>
  leafNames.includes(name)
    ? E.right({ name, variant: { estimator: name } })
    : pipe(
        findAlgorithm(name),
        E.bimap(
          () => unknownAlgorithm(name, [...algorithmNames, ...leafNames]),
          (variant) => ({ name, variant }),
        ),
      );

/**
 * The algorithm that a text asks for: by a name, whose part stands beside curvature; by a whole term as JSON; or by a file
 * that holds such JSON.
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
export const readAlgorithm = (text: string): TE.TaskEither<ExperimentError, NamedVariant> => {
  if (looksLikeJson(text)) return TE.fromEither(fromJson('the term')(text));
  const found = named(text);
  return E.isRight(found)
    ? TE.right(found.right)
    : pipe(
        looksLikePath(text) ? readText(text) : readTextIfThere(text),
        TE.chainEitherKW((content) => (content === undefined ? found : fromJson(text)(content))),
      );
};
