import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { invalidFields } from './decode';
import { finiteNumber, numberFrom, positiveNumber } from './numbers';
import { closed, record, recordWithOptional } from './record';
import { errorsOf } from './testing/errors-of';

const withUndeclaredPrototype: unknown = JSON.parse('{"x":1,"y":1,"__proto__":{}}');

describe('record', () => {
  const point = record('point', { x: finiteNumber, y: positiveNumber });

  it('accepts exactly its fields', () => {
    expect(errorsOf(point, { x: -1, y: 1 })).toEqual([]);
  });

  it('reports every missing, wrong and unknown field at once', () => {
    expect(errorsOf(point, { y: 0, z: 3 })).toEqual([
      'x: expected finite number, found nothing',
      'y: expected positive number, found 0',
      'z: expected no field but x, y, found 3',
    ]);
  });

  it('sees an own field called __proto__ as unknown', () => {
    expect(errorsOf(point, withUndeclaredPrototype)).toEqual([
      '__proto__: expected no field but x, y, found {}',
    ]);
  });

  it('does not take what every object inherits for a field', () => {
    expect(errorsOf(record('r', { toString: t.string }), {})).toHaveLength(1);
    expect(errorsOf(record('r', {}), { toString: 1 })).toHaveLength(1);
  });

  it('gives each field as its codec decodes it', () => {
    const pair = record('pair', { ends: t.tuple([t.number, t.number]), name: t.string });
    expect(pair.decode({ ends: [1, 2, 3], name: 'a' })).toEqual(E.right({ ends: [1, 2], name: 'a' }));
    expect(pair.is({ ends: [1, 2, 3], name: 'a' })).toBe(false);
  });

  it('reports the fields of a record within a record at their paths', () => {
    expect(errorsOf(record('line', { end: point }), { end: { x: '0', y: 1, z: 1 } })).toEqual([
      'end.x: expected finite number, found "0"',
      'end.z: expected no field but x, y, found 1',
    ]);
  });
});

describe('recordWithOptional', () => {
  const thing = recordWithOptional('thing', { name: t.string, size: numberFrom(0, 1) }, { note: t.string });

  it.each([
    { name: 'a', size: 0 },
    { name: 'a', size: 1, note: 'b' },
  ])('accepts %j', (value) => {
    expect(errorsOf(thing, value)).toEqual([]);
  });

  it('reports every missing, wrong and unknown field at once', () => {
    const decoded = thing.decode({ size: 2, note: 1, other: null });
    expect(E.isLeft(decoded) && invalidFields(decoded.left)).toEqual([
      { path: 'name', expected: 'string', found: undefined },
      { path: 'size', expected: 'number from 0 to 1', found: 2 },
      { path: 'note', expected: 'string', found: 1 },
      {
        path: 'other',
        expected: 'no field but name, size, note',
        found: null,
        known: ['name', 'size', 'note'],
      },
    ]);
    expect(thing.is({ size: 2 })).toBe(false);
  });

  it.each([null, [], 'text', 3, undefined])('refuses %j', (value) => {
    expect(errorsOf(thing, value)).toEqual([
      `expected thing, found ${value === undefined ? 'nothing' : JSON.stringify(value)}`,
    ]);
  });
});

describe('closed', () => {
  const named = closed(t.type({ name: t.string }, 'named'), ['name', 'note']);

  it('accepts what its base accepts, and refuses other fields', () => {
    expect(errorsOf(named, { name: 'a', note: 3 })).toEqual([]);
    expect(errorsOf(named, { note: 3, other: 4 })).toEqual([
      'name: expected string, found nothing',
      'other: expected no field but name, note, found 4',
    ]);
    expect(errorsOf(named, 3)).toEqual(['expected named, found 3']);
  });
});
