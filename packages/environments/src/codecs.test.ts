import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import * as c from './codecs';
import { decodeWith, describeInvalidField } from './invalid-field';

const errors = <A>(codec: t.Type<A>, value: unknown): readonly string[] => {
  const decoded = decodeWith(codec)(value);
  expect(codec.is(value)).toBe(E.isRight(decoded));
  return E.isRight(decoded) ? [] : decoded.left.map(describeInvalidField);
};

const point = c.record('point', { x: c.finiteNumber, y: c.positiveNumber });

describe('numbers', () => {
  const all = [
    Number.NEGATIVE_INFINITY,
    -1,
    0,
    0.5,
    1,
    3,
    4,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    '1',
    null,
    undefined,
  ];
  it.each([
    ['finiteNumber', c.finiteNumber, [-1, 0, 0.5, 1, 3, 4]],
    ['positiveNumber', c.positiveNumber, [0.5, 1, 3, 4]],
    ['nonNegativeNumber', c.nonNegativeNumber, [0, 0.5, 1, 3, 4]],
    ['probability', c.probability, [0, 0.5, 1]],
    ['countUpTo(3)', c.countUpTo(3), [1, 3]],
  ])('%s accepts what its name says', (_, codec, accepted) => {
    expect(all.filter((value) => errors(codec, value).length === 0)).toEqual(accepted);
    expect(all.filter((value) => codec.is(value))).toEqual(accepted);
  });

  it('name themselves in the message', () => {
    expect(errors(c.positiveNumber, -1)).toEqual(['expected positive number, found -1']);
    expect(errors(c.countUpTo(3), 'two')).toEqual(['expected whole number from 1 to 3, found "two"']);
  });
});

describe('record', () => {
  it('accepts exactly its fields and encodes to them', () => {
    expect(errors(point, { x: -1, y: 1 })).toEqual([]);
    expect(point.encode({ x: -1, y: 1 })).toEqual({ x: -1, y: 1 });
  });

  it('reports every missing, wrong and unknown field at once', () => {
    expect(errors(point, { y: 0, z: 3 })).toEqual([
      'x: expected finite number, found nothing',
      'y: expected positive number, found 0',
      'z: expected no field but x, y, found 3',
    ]);
  });

  it.each([[null], [3], ['x'], [[]], [undefined]])('refuses %p', (value) => {
    expect(errors(point, value).length).toBeGreaterThan(0);
  });

  it('sees an own field called __proto__ as unknown', () => {
    expect(errors(point, JSON.parse('{"x":1,"y":1,"__proto__":{}}'))).toEqual([
      '__proto__: expected no field but x, y, found {}',
    ]);
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

describe('consistent', () => {
  const square = c.consistent(t.readonlyArray(t.readonlyArray(t.number)), 'square matrix', (rows) =>
    rows.flatMap((row, i) =>
      row.length === rows.length ? [] : [{ path: [i, row.length], expected: 'no such column', found: row }],
    ),
  );
  it('reports each inconsistency at its path', () => {
    expect(errors(square, [[1], [2, 3]])).toEqual(['0.1: expected no such column, found [1]']);
    expect(
      errors(square, [
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([]);
  });
  it('reports a wrong structure before looking for inconsistencies', () => {
    expect(errors(square, [[1], ['a']])).toEqual(['1.0: expected number, found "a"']);
  });
});

describe('tagged', () => {
  const shape = c.tagged<unknown>('shape', 'kind', {
    disc: c.record('disc', { kind: t.literal('disc'), radius: c.positiveNumber }),
    square: c.record('square', { kind: t.literal('square'), side: c.positiveNumber }),
  });
  it('reports the errors of the named member only', () => {
    expect(errors(shape, { kind: 'disc', radius: 1 })).toEqual([]);
    expect(errors(shape, { kind: 'disc', side: 1 })).toEqual([
      'radius: expected positive number, found nothing',
      'side: expected no field but kind, radius, found 1',
    ]);
  });
  it.each(['cube', 'toString', '__proto__', 3, undefined])(
    'lists the kinds when it meets kind %p',
    (kind) => {
      expect(errors(shape, { kind })[0]).toMatch(/^kind: expected "disc" \| "square", found/);
    },
  );
  it('refuses what is not a record', () => {
    expect(errors(shape, [])).toEqual(['expected shape, found []']);
  });
});
