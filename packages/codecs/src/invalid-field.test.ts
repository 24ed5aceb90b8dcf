import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { decodeWith, describeInvalidField, invalidFields } from './invalid-field';
import { closed } from './record';

const line = t.type({ points: t.array(t.type({ x: t.number }, 'point')) }, 'line');

describe('decodeWith', () => {
  it('gives the value, or every wrong place from the outside in', () => {
    expect(decodeWith(line)({ points: [{ x: 1 }] })).toEqual(E.right({ points: [{ x: 1 }] }));
    expect(decodeWith(line)({ points: [{ x: '1' }, 3] })).toEqual(
      E.left([
        { path: 'points.0.x', expected: 'number', found: '1' },
        { path: 'points.1', expected: 'point', found: 3 },
      ]),
    );
  });

  it('gives the value itself the empty path', () => {
    expect(decodeWith(line)(null)).toEqual(E.left([{ path: '', expected: 'line', found: null }]));
  });

  it('agrees with invalidFields on the errors of io-ts', () => {
    const decoded = line.decode({});
    expect(E.isLeft(decoded) && invalidFields(decoded.left)).toEqual([
      { path: 'points', expected: line.props.points.name, found: undefined },
    ]);
  });

  it('names the known fields where one is unknown', () => {
    expect(decodeWith(closed(line, ['points', 'colour']))({ points: [], color: 'red' })).toEqual(
      E.left([
        {
          path: 'color',
          expected: 'no field but points, colour',
          found: 'red',
          known: ['points', 'colour'],
        },
      ]),
    );
  });
});

describe('describeInvalidField', () => {
  it('says where, what was expected and what was found', () => {
    expect(describeInvalidField({ path: 'a.0', expected: 'number', found: { b: 'c' } })).toBe(
      'a.0: expected number, found {"b":"c"}',
    );
    expect(describeInvalidField({ path: '', expected: 'number', found: 'x' })).toBe(
      'expected number, found "x"',
    );
  });

  it('says so where nothing was found', () => {
    expect(describeInvalidField({ path: 'a', expected: 'number', found: undefined })).toBe(
      'a: expected number, found nothing',
    );
  });

  it('shows what JSON cannot', () => {
    const found = [Number.NaN, Number.NEGATIVE_INFINITY, 3n].map((x) =>
      describeInvalidField({ path: '', expected: 'finite number', found: x }),
    );
    expect(found).toEqual([
      'expected finite number, found NaN',
      'expected finite number, found -Infinity',
      'expected finite number, found 3',
    ]);
  });

  it('shows data that JSON cannot hold, and never throws', () => {
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const bare: { self?: unknown } = Object.assign(Object.create(null), { self: cyclic });
    const values = [cyclic, bare, [cyclic], { a: 3n }, { toJSON: () => undefined }, Symbol('x')];
    expect(values.map((found) => describeInvalidField({ path: 'a', expected: 'number', found }))).toEqual([
      'a: expected number, found [object Object]',
      'a: expected number, found [object Object]',
      'a: expected number, found [object Array]',
      'a: expected number, found [object Object]',
      'a: expected number, found [object Object]',
      'a: expected number, found Symbol(x)',
    ]);
  });

  it('shortens what is long', () => {
    const found = Array.from({ length: 1000 }, () => 1);
    expect(describeInvalidField({ path: 'a', expected: 'b', found }).length).toBeLessThan(110);
  });
});
