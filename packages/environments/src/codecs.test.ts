import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import * as c from './codecs';

const errors = <A>(codec: t.Type<A>, value: unknown): readonly string[] => {
  const decoded = decodeWith(codec)(value);
  expect(codec.is(value)).toBe(E.isRight(decoded));
  return E.isRight(decoded) ? [] : decoded.left.map(describeInvalidField);
};

describe('probability', () => {
  it('is from 0 to 1, ends included', () => {
    const all = [Number.NEGATIVE_INFINITY, -1e-9, 0, 0.5, 1, 1.1, Number.NaN, '1', null, undefined];
    expect(all.filter((value) => errors(c.probability, value).length === 0)).toEqual([0, 0.5, 1]);
  });
});

describe('horizonCodec', () => {
  it('takes whole numbers from 1 to a million', () => {
    const all = [0, 1, 1.5, 1_000_000, 1_000_001];
    expect(all.filter((value) => errors(c.horizonCodec, value).length === 0)).toEqual([1, 1_000_000]);
  });
});

describe('positiveInterval', () => {
  it('takes equal ends', () => {
    expect(errors(c.positiveInterval, { low: 2, high: 2 })).toEqual([]);
  });

  it('wants low ≤ high', () => {
    expect(errors(c.positiveInterval, { low: 2, high: 1 })).toEqual([
      'expected interval with low ≤ high, found {"low":2,"high":1}',
    ]);
  });
});
