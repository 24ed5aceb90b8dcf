import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Errors, Type, ValidationError } from 'io-ts';
import { errorList, isLeftOut } from './error-list';
import type { InvalidField } from './invalid-field';
import { isNoFieldBut } from './no-field-but';

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
 * io-ts errors as plain data: one entry for each of the first hundred wrong fields, and one that
 * says how many there are beside.
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
