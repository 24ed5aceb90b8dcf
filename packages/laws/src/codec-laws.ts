import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type { Type } from 'io-ts';
import type { Law } from './law';
import { law } from './law';
import { sameData } from './same-data';
import type { Verdict } from './verdict';
import { verdict } from './verdict';

/** decode(parse(stringify(encode(value)))) = value, and the codec recognises the value. */
export const survivesJson =
  <A>(codec: Type<A, unknown>) =>
  (value: A): Verdict => {
    if (!codec.is(value)) return E.left(`the codec does not recognise ${fc.stringify(value)}`);
    const json = JSON.stringify(codec.encode(value));
    const decoded = codec.decode(JSON.parse(json));
    return verdict(
      E.isRight(decoded) && sameData(decoded.right, value),
      () =>
        `${fc.stringify(value)} is written as ${json}, which decodes to ${E.isRight(decoded) ? fc.stringify(decoded.right) : 'nothing'}`,
    );
  };

/**
 * The laws of a codec of plain data, on the given values.
 *
 * @example
 * ```ts
 * import { assertLaw, codecLaws } from '@sgmrl/laws';
 * import * as fc from 'fast-check';
 * import * as t from 'io-ts';
 * for (const law of codecLaws(t.array(t.string), fc.array(fc.string()))) assertLaw(law, { seed: 1, runs: 100 });
 * ```
 */
export const codecLaws = <A>(codec: Type<A, unknown>, values: fc.Arbitrary<A>): readonly Law[] => [
  law({
    name: 'JSON round trip',
    statement: 'decode(parse(stringify(encode(x)))) = x',
    examples: values,
    predicate: survivesJson(codec),
  }),
];
