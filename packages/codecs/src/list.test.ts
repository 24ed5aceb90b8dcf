import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import * as t from 'io-ts';
import { consistent } from './consistent';
import { decodeWith, invalidFields } from './decode';
import { describeInvalidField, type InvalidField } from './invalid-field';
import { list } from './list';
import { finiteNumber } from './numbers';
import { closed, record } from './record';

const fieldsOf = <A>(codec: t.Type<A>, value: unknown): readonly InvalidField[] => {
  const decoded = decodeWith(codec)(value);
  return E.isLeft(decoded) ? decoded.left : [];
};

const wrong = (length: number) => Array.from({ length }, () => 'x');

const leftOut = (fields: readonly InvalidField[]) => fields.map((field) => field.leftOut ?? 0);

describe('list', () => {
  it('decodes what t.readonlyArray decodes, with the same errors up to a hundred', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.oneof(fc.double(), fc.string())), fc.anything()), (value) => {
        const name = 'numbers';
        const [ours, theirs] = [list(finiteNumber, name), t.readonlyArray(finiteNumber, name)].map((codec) =>
          decodeWith(codec)(value),
        );
        expect(ours).toEqual(theirs);
      }),
    );
  });

  it('tells a hundred errors and the number of the others, however deep they are', () => {
    const flat = fieldsOf(list(finiteNumber), wrong(1000));
    expect(flat).toHaveLength(101);
    expect(flat[99].path).toBe('99');
    expect(describeInvalidField(flat[100])).toBe('… and 900 more');
    const nested = fieldsOf(record('table', { rows: list(list(finiteNumber)) }), {
      rows: Array.from({ length: 30 }, () => wrong(300)),
    });
    expect(leftOut(nested)).toEqual([...Array.from({ length: 100 }, () => 0), 30 * 300 - 100]);
  });

  it('bounds the errors of every codec here, and those of io-ts itself', () => {
    const extra = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`f${String(i)}`, i]));
    const broken = consistent(t.array(t.string), 'none', (all) =>
      all.map((found, i) => ({ path: [i], expected: 'nothing', found })),
    );
    const theirs = t.array(t.number).decode(wrong(250));
    for (const fields of [
      fieldsOf(closed(t.type({}), []), extra),
      fieldsOf(broken, wrong(250)),
      E.isLeft(theirs) ? invalidFields(theirs.left) : [],
    ])
      expect(leftOut(fields)).toEqual([...Array.from({ length: 100 }, () => 0), 150]);
  });

  it('decodes elements as their codec does', () => {
    // io-ts cuts a tuple that is too long.
    expect(list(t.tuple([t.number])).decode([[1, 2]])).toEqual(E.right([[1]]));
  });

  it('shortens a name that is long', () => {
    const [field] = fieldsOf(record('nothing', {}), { ['x'.repeat(1e6)]: 1 });
    expect(describeInvalidField(field).length).toBeLessThan(200);
  });
});
