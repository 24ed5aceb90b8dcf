import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Errors, Type, ValidationError } from 'io-ts';

/** One wrong place in a value that came from outside. */
export interface InvalidField {
  /** Keys and indices from the outside in, joined by dots; empty for the value itself. */
  readonly path: string;
  readonly expected: string;
  readonly found: unknown;
}

const toInvalidField = ({ context, value }: ValidationError): InvalidField => ({
  path: context
    .slice(1)
    .map(({ key }) => key)
    .join('.'),
  expected: context[context.length - 1].type.name,
  found: value,
});

/**
 * io-ts errors as plain data, one entry for each wrong field.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { EnvironmentSpec, invalidFields } from '@sgmrl/environments';
 * const decoded = EnvironmentSpec.decode({ kind: 'bernoulli-bandit', arms: 0, horizon: 10 });
 * if (decoded._tag === 'Right') throw new Error('accepted a bandit without arms');
 * deepStrictEqual(invalidFields(decoded.left)[0].path, 'arms');
 * ```
 */
export const invalidFields = (errors: Errors): readonly InvalidField[] => errors.map(toInvalidField);

/**
 * Decodes a value from outside; Left lists every wrong field.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { EnvironmentSpec, decodeWith } from '@sgmrl/environments';
 * const spec = { kind: 'bernoulli-bandit', arms: 3, horizon: 10 };
 * deepStrictEqual(decodeWith(EnvironmentSpec)(spec), { _tag: 'Right', right: spec });
 * ```
 */
export const decodeWith =
  <A>(codec: Type<A, unknown>) =>
  (value: unknown): E.Either<readonly InvalidField[], A> =>
    pipe(codec.decode(value), E.mapLeft(invalidFields));

const longest = 80;

const show = (found: unknown): string => {
  if (found === undefined) return 'nothing';
  const text = typeof found === 'number' ? String(found) : JSON.stringify(found);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

/**
 * One line for a person: where, what was expected, what was found.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { describeInvalidField } from '@sgmrl/environments';
 * deepStrictEqual(
 *   describeInvalidField({ path: 'horizon', expected: 'whole number from 1 to 10', found: -1 }),
 *   'horizon: expected whole number from 1 to 10, found -1',
 * );
 * ```
 */
export const describeInvalidField = ({ path, expected, found }: InvalidField): string =>
  `${path === '' ? '' : `${path}: `}expected ${expected}, found ${show(found)}`;
