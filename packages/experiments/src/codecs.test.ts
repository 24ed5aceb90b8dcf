import { invalidFields } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {
  byKind,
  fraction,
  positiveFraction,
  properFraction,
  record,
  recordWithOptional,
  wholeNumber,
} from './codecs';

const errors = (codec: t.Decoder<unknown, unknown>, value: unknown) => {
  const decoded = codec.decode(value);
  return E.isRight(decoded) ? [] : invalidFields(decoded.left);
};

describe('record', () => {
  const codec = recordWithOptional('thing', { name: t.string, size: fraction }, { note: t.string });

  it('accepts its fields, optional ones there or not', () => {
    for (const value of [
      { name: 'a', size: 0 },
      { name: 'a', size: 1, note: 'b' },
    ]) {
      expect(codec.decode(value)).toEqual(E.right(value));
      expect(codec.is(value)).toBe(true);
    }
  });

  it('reports every missing, wrong and unknown field at once', () => {
    expect(errors(codec, { size: 2, note: 1, other: null })).toEqual([
      { path: 'name', expected: 'string', found: undefined },
      { path: 'size', expected: 'number from 0 to 1', found: 2 },
      { path: 'note', expected: 'string', found: 1 },
      { path: 'other', expected: 'no field but name, size, note', found: null },
    ]);
    expect(codec.is({ size: 2 })).toBe(false);
  });

  it.each([null, [], 'text', 3, undefined])('refuses %j', (value) => {
    expect(errors(codec, value)).toEqual([{ path: '', expected: 'thing', found: value }]);
  });

  it('does not take what every object inherits for a field', () => {
    expect(errors(record('r', { toString: t.string }), {})).toHaveLength(1);
    expect(errors(record('r', {}), JSON.parse('{"__proto__": 1}'))).toHaveLength(1);
  });
});

describe('byKind', () => {
  const codec = byKind<object>('shape', {
    circle: record('circle', { kind: t.literal('circle'), radius: t.number }),
    square: record('square', { kind: t.literal('square'), side: t.number }),
  });

  it('reports the errors of the kind that was named', () => {
    expect(errors(codec, { kind: 'circle', radius: 1 })).toEqual([]);
    expect(errors(codec, { kind: 'square', radius: 1 })).toEqual([
      { path: 'side', expected: 'number', found: undefined },
      { path: 'radius', expected: 'no field but kind, side', found: 1 },
    ]);
  });

  it.each(['triangle', undefined, 'toString', 3])('lists the kinds for kind %j', (kind) => {
    expect(errors(codec, { kind })).toEqual([{ path: 'kind', expected: '"circle" | "square"', found: kind }]);
  });
});

describe('ranges', () => {
  it.each([
    [fraction, [0, 0.5, 1], [-1e-9, 1.1, NaN, '0.5']],
    [positiveFraction, [1e-9, 1], [0, 1.1]],
    [properFraction, [0, 0.999], [1, -0.1]],
    [wholeNumber(1, 10), [1, 10], [0, 11, 1.5, NaN, Infinity, '3', null]],
  ])('%#', (codec, inside, outside) => {
    inside.forEach((x) => expect(errors(codec, x)).toEqual([]));
    outside.forEach((x) => expect(errors(codec, x)).toHaveLength(1));
  });
});
