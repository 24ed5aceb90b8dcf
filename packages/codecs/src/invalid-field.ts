import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as J from 'fp-ts/lib/Json.js';
import type { Errors, Type, ValidationError } from 'io-ts';
import { errorList, isLeftOut } from './error-list';
import { isNoFieldBut } from './no-field-but';

/** One wrong place in a value that came from outside. */
export interface InvalidField {
  /** Keys and indices from the outside in, joined by dots; empty for the value itself. */
  readonly path: string;
  readonly expected: string;
  readonly found: unknown;
  /** There if the field is unknown: the names of the fields that there are. */
  readonly known?: readonly string[];
  /** There on the last entry of a list that is cut: how many wrong places it leaves out. */
  readonly leftOut?: number;
}

const toInvalidField = ({ context, value }: ValidationError): InvalidField => {
  const { type } = context[context.length - 1];
  return {
    path: context
      .slice(1)
      .map(({ key }) => key)
      .join('.'),
    expected: type.name,
    found: value,
    ...(isNoFieldBut(type) ? { known: type.knownFields } : {}),
    ...(isLeftOut(type) ? { leftOut: type.leftOut } : {}),
  };
};

/**
 * io-ts errors as plain data: one entry for each of the first hundred wrong fields, and one that says how many there are beside.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { finiteNumber, invalidFields, record } from '@sgmrl/codecs';
 * const decoded = record('point', { x: finiteNumber }).decode({ x: 1, y: 2 });
 * deepStrictEqual(decoded._tag === 'Left' && invalidFields(decoded.left), [
 *   { path: 'y', expected: 'no field but x', found: 2, known: ['x'] },
 * ]);
 * ```
 */
export const invalidFields = (errors: Errors): readonly InvalidField[] => {
  const list = errorList([]);
  list.add(errors);
  return list.all().map(toInvalidField);
};

/**
 * Decodes a value from outside; Left lists every wrong field, as {@link invalidFields} does.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { decodeWith, finiteNumber, record } from '@sgmrl/codecs';
 * const point = decodeWith(record('point', { x: finiteNumber }));
 * deepStrictEqual(point({ x: 1 }), { _tag: 'Right', right: { x: 1 } });
 * deepStrictEqual(point({ x: 'one' }), {
 *   _tag: 'Left',
 *   left: [{ path: 'x', expected: 'finite number', found: 'one' }],
 * });
 * ```
 */
export const decodeWith =
  <A>(codec: Type<A, unknown>) =>
  (value: unknown): E.Either<readonly InvalidField[], A> =>
    pipe(codec.decode(value), E.mapLeft(invalidFields));

const longest = 80;

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** As JSON, or else the kind of object: JSON knows no cycle and no bigint, and an object may say that it is nothing. */
const asJson = (found: unknown): string =>
  pipe(
    J.stringify(found),
    E.getOrElse(() => Object.prototype.toString.call(found)),
  );

const show = (found: unknown): string => {
  if (found === undefined) return 'nothing';
  return cut(typeof found === 'object' || typeof found === 'string' ? asJson(found) : String(found));
};

/**
 * One line for a person: where, what was expected, what was found.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { describeInvalidField } from '@sgmrl/codecs';
 * strictEqual(
 *   describeInvalidField({ path: 'horizon', expected: 'whole number from 1 to 10', found: -1 }),
 *   'horizon: expected whole number from 1 to 10, found -1',
 * );
 * ```
 */
export const describeInvalidField = ({ path, expected, found, leftOut }: InvalidField): string =>
  leftOut === undefined
    ? `${path === '' ? '' : `${cut(path)}: `}expected ${expected}, found ${show(found)}`
    : `… and ${String(leftOut)} more`;
