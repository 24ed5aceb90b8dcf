import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import { library, parts, sum, termCodec, wholes, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

/** The names that a reader can choose: whole estimators, then parts that stand beside curvature. */
export const termNames: readonly string[] = Object.keys(library);

const decodeTerm = decodeWith(termCodec());

const parsed = (text: string): E.Either<string, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(text),
    (error) => `expected a term in JSON: ${error instanceof Error ? error.message : String(error)}`,
  );

const fromJson = (text: string): E.Either<string, Term> =>
  pipe(
    parsed(text),
    E.chain((value) =>
      pipe(
        decodeTerm(value),
        E.mapLeft((fields) => fields.map(describeInvalidField).join('; ')),
      ),
    ),
  );

/**
 * The estimator that a reader has typed: a name, which stands for what it does in the command, or a
 * term in JSON. Left says what is wrong.
 */
export const readTerm = (typed: string): E.Either<string, Term> => {
  const text = typed.trim();
  if (text === '') return E.left('expected the name of a term or one in JSON, found nothing');
  if (Object.hasOwn(wholes, text)) return E.right(text);
  if (Object.hasOwn(parts, text)) return E.right(sum('curvature', text));
  return /^[{["\d]/.test(text)
    ? fromJson(text)
    : E.left(`expected one of ${termNames.join(', ')}, or a term in JSON, found ${text}`);
};
