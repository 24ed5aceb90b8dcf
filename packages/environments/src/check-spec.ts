import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import type { Type } from 'io-ts';

/**
 * Throws a RangeError, which says where, what was expected and what was found, unless plain data is
 * what its codec accepts: a program without types may have made it.
 */
export const checkSpec = <Spec>(what: string, codec: Type<Spec>, spec: Spec): void => {
  if (codec.is(spec)) return;
  const decoded = decodeWith(codec)(spec);
  if (E.isLeft(decoded)) throw new RangeError(`${what}: ${describeInvalidField(decoded.left[0])}`);
};
