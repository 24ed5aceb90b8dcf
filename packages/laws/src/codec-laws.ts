import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type { Type } from 'io-ts';
import type { Law } from './law';
import { law } from './law';
import { sameData } from './same-data';
import type { Verdict } from './verdict';
import { holds, verdict } from './verdict';

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
 * What a codec decodes it recognises and writes so that it reads the same again. Anything may be
 * refused.
 */
const decodesSoundly =
  <A>(codec: Type<A, unknown>) =>
  (input: unknown): Verdict => {
    const decoded = codec.decode(input);
    return E.isLeft(decoded) ? holds : survivesJson(codec)(decoded.right);
  };

/** Neither a value that is encoded nor an input that is decoded changes. */
const leavesInputs =
  <A>(codec: Type<A, unknown>) =>
  (value: A): Verdict => {
    const before = structuredClone(value);
    const written = codec.encode(value);
    const input = structuredClone(written);
    codec.decode(input);
    return verdict(
      sameData(before, value) && sameData(written, input),
      () => `${fc.stringify([before, written])} became ${fc.stringify([value, input])}`,
    );
  };

/** What a value is written as, with one thing in it, at some depth, gone or replaced. */
const damaged = <A>(codec: Type<A, unknown>, values: fc.Arbitrary<A>): fc.Arbitrary<unknown> =>
  fc
    .record({ value: values, turns: fc.array(fc.nat(1000), { maxLength: 4 }), by: fc.option(fc.jsonValue()) })
    .map(({ value, turns, by }) => {
      const written: unknown = JSON.parse(JSON.stringify(codec.encode(value)));
      return damage(written, turns, by);
    });

const damage = (x: unknown, [turn = 0, ...rest]: readonly number[], by: unknown): unknown => {
  if (typeof x !== 'object' || x === null || Object.keys(x).length === 0) return by;
  const entries = Object.entries(x);
  const chosen = turn % entries.length;
  const changed = entries.flatMap(([name, entry], i): readonly (readonly [string, unknown])[] => {
    if (i !== chosen) return [[name, entry]];
    if (rest.length > 0) return [[name, damage(entry, rest, by)]];
    return by === null ? [] : [[name, by]];
  });
  return Array.isArray(x) ? changed.map(([, entry]) => entry) : Object.fromEntries(changed);
};

/**
 * The laws of a codec of plain data, on the given values.
 *
 * @example
 * ```ts
 * import { assertLaw, codecLaws } from '@sgmrl/laws';
 * import * as fc from 'fast-check';
 * import * as t from 'io-ts';
 * for (const law of codecLaws(t.array(t.string), fc.array(fc.string())))
 *   assertLaw(law, { seed: 1, runs: 100 });
 * ```
 */
export const codecLaws = <A>(codec: Type<A, unknown>, values: fc.Arbitrary<A>): readonly Law[] => [
  law({
    name: 'JSON round trip',
    statement: 'decode(parse(stringify(encode(x)))) = x',
    examples: values,
    predicate: survivesJson(codec),
  }),
  law({
    name: 'sound decoding',
    statement: 'whatever is decoded, damaged values and any JSON, is recognised and survives JSON',
    examples: fc.oneof(damaged(codec, values), fc.jsonValue()),
    predicate: decodesSoundly(codec),
  }),
  law({
    name: 'untouched inputs',
    statement: 'encode and decode change nothing that they are given',
    examples: values,
    predicate: leavesInputs(codec),
  }),
];
