import * as t from 'io-ts';
import { atMost, byKind, countUpTo, numberFrom, record } from './codecs';

/** Path and expectation of each error. */
const errorsOf = (codec: t.Mixed, value: unknown): readonly (readonly [string, string])[] => {
  const decoded = codec.decode(value);
  if (decoded._tag === 'Right') return [];
  return decoded.left.map(({ context }) => [
    context
      .slice(1)
      .map(({ key }) => key)
      .join('.'),
    context[context.length - 1].type.name,
  ]);
};

const circle = record('circle', { kind: t.literal('circle'), radius: numberFrom(0, 10) });
const polygon = record('polygon', { kind: t.literal('polygon'), sides: atMost(3, countUpTo(5)) });
const shape = byKind<t.TypeOf<typeof circle> | t.TypeOf<typeof polygon>>('shape', { circle, polygon });

describe('the codecs', () => {
  it.each([
    [{ kind: 'circle', radius: 0 }],
    [{ kind: 'circle', radius: 10 }],
    [{ kind: 'polygon', sides: [] }],
    [{ kind: 'polygon', sides: [1, 5, 2] }],
  ])('accept %j, unchanged', (value) => {
    expect(shape.decode(value)).toEqual({ _tag: 'Right', right: value });
    expect(shape.is(value)).toBe(true);
  });

  it.each([
    ['no record', 3, [['', 'shape']]],
    ['an unknown kind', { kind: 'square' }, [['kind', 'circle or polygon']]],
    ['a kind from a prototype', { kind: 'toString' }, [['kind', 'circle or polygon']]],
    ['a missing field', { kind: 'circle' }, [['radius', 'number from 0 to 10']]],
    ['a number too large', { kind: 'circle', radius: 10.1 }, [['radius', 'number from 0 to 10']]],
    ['a number that is none', { kind: 'circle', radius: NaN }, [['radius', 'number from 0 to 10']]],
    ['a number as text', { kind: 'circle', radius: '1' }, [['radius', 'number from 0 to 10']]],
    [
      'a list that is none',
      { kind: 'polygon', sides: 3 },
      [['sides', 'list of at most 3, each a whole number from 1 to 5']],
    ],
    [
      'a list too long',
      { kind: 'polygon', sides: [1, 1, 1, 1] },
      [['sides', 'list of at most 3, each a whole number from 1 to 5']],
    ],
    [
      'each wrong element and each unknown field at once',
      { kind: 'polygon', sides: [0, 2, 1.5], colour: 'red', radius: 1 },
      [
        ['sides.0', 'whole number from 1 to 5'],
        ['sides.2', 'whole number from 1 to 5'],
        ['colour', 'no field but kind, sides'],
        ['radius', 'no field but kind, sides'],
      ],
    ],
  ])('reject %s', (_, value, errors) => {
    expect(errorsOf(shape, value)).toEqual(errors);
    expect(shape.is(value)).toBe(false);
  });
});
