import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { decodeWith, invalidFields } from './decode';
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
