import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import type { Type } from 'io-ts';

/**
 * Throws a RangeError, which says where, what was expected and what was found, unless plain data is
 * what its codec accepts: a program without types may have made it.
 *
 * @param what names the data in the message
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkSpec, Navigation2dSpec, navigation2dDefault } from '@sgmrl/environments';
 * checkSpec('plane', Navigation2dSpec, navigation2dDefault);
 * throws(() => checkSpec('plane', Navigation2dSpec, { ...navigation2dDefault, horizon: 0 }),
 *   { message: 'plane: horizon: expected whole number from 1 to 1000000, found 0' });
 * ```
 */
export const checkSpec = <Spec>(what: string, codec: Type<Spec, unknown>, spec: Spec): void => {
  if (codec.is(spec)) return;
  const decoded = decodeWith(codec)(spec);
  if (E.isLeft(decoded)) throw new RangeError(`${what}: ${describeInvalidField(decoded.left[0])}`);
};
