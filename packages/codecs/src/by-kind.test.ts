import * as t from 'io-ts';
import { byKind } from './by-kind';
import { positiveNumber } from './numbers';
import { record } from './record';
import { errorsOf } from './testing/errors-of';

const members = {
  disc: record('disc', { kind: t.literal('disc'), radius: positiveNumber }),
  square: record('square', { kind: t.literal('square'), side: positiveNumber }),
};
type Shape = t.TypeOf<(typeof members)[keyof typeof members]>;
const shape = byKind<Shape>('shape', members);

it('reports the errors of the named member only', () => {
  expect(errorsOf(shape, { kind: 'disc', radius: 1 })).toEqual([]);
  expect(errorsOf(shape, { kind: 'disc', side: 1 })).toEqual([
    'radius: expected positive number, found nothing',
    'side: expected no field but kind, radius, found 1',
  ]);
});

const strangers = ['cube', 'toString', '__proto__', 3, undefined];

it.each(strangers)('lists the kinds when it meets kind %p', (kind) => {
  expect(errorsOf(shape, { kind })[0]).toMatch(/^kind: expected "disc" \| "square", found/);
});

it.each(strangers)('says what was expected in words of its own when it meets kind %p', (kind) => {
  expect(errorsOf(byKind<Shape>('shape', members, 'disc or square'), { kind })[0]).toMatch(
    /^kind: expected disc or square, found/,
  );
});

it('refuses what is not a record', () => {
  expect(errorsOf(shape, [])).toEqual(['expected shape, found []']);
  expect(errorsOf(shape, 3)).toEqual(['expected shape, found 3']);
});

it('does not compile with a member missing', () => {
  const { disc } = members;
  // @ts-expect-error the member of square is missing
  const incomplete = byKind<Shape>('shape', { disc });
  expect(errorsOf(incomplete, { kind: 'square', side: 1 })).toEqual([
    'kind: expected "disc", found "square"',
  ]);
});
