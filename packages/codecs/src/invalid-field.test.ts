import { describeInvalidField } from './invalid-field';

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
