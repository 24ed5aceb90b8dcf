import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { decodeWith } from '../decode';
import { describeInvalidField } from '../invalid-field';

/**
 * What is wrong with a value, one line for each place. What is accepted must come back as it is,
 * and `is` agree.
 */
export const errorsOf = <A>(codec: t.Type<A>, value: unknown): readonly string[] => {
  const decoded = decodeWith(codec)(value);
  expect(codec.is(value)).toBe(E.isRight(decoded));
  if (E.isLeft(decoded)) return decoded.left.map(describeInvalidField);
  expect(decoded.right).toBe(value);
  expect(codec.encode(decoded.right)).toBe(value);
  return [];
};
