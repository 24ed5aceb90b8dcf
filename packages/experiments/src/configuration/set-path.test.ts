import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { applySettings } from './set-path';

const plain = { seed: 1, list: [1, 2, 3], a: { b: { c: 'old' }, kept: true } };
const problemOf = (setting: string, value: unknown = plain): string => {
  const applied = applySettings([setting])(value);
  return E.isLeft(applied) ? applied.left.problem : 'no problem';
};

describe('applySettings', () => {
  it('reads values as JSON, and as text where they are not', () => {
    const set = (text: string) => applySettings([`seed=${text}`])(plain);
    const seed = (value: unknown) => E.right({ ...plain, seed: value });
    expect(set('3')).toEqual(seed(3));
    expect(set('first-order')).toEqual(seed('first-order'));
    expect(set('[1,2]')).toEqual(seed([1, 2]));
    expect(set('{"x": 1}')).toEqual(seed({ x: 1 }));
    expect(set('a=b')).toEqual(seed('a=b'));
    expect(set('')).toEqual(seed(''));
  });

  it('sets deep fields and array elements, leaves the rest, and lets the last setting win', () => {
    expect(applySettings(['a.b.c=new', 'list.1=9', 'a.b.c=newer'])(plain)).toEqual(
      E.right({ seed: 1, list: [1, 9, 3], a: { b: { c: 'newer' }, kept: true } }),
    );
    expect(plain.a.b.c).toBe('old');
  });

  it('adds a field that is not there yet, for the decoder to judge', () => {
    expect(applySettings(['a.b.d=1'])(plain)).toEqual(
      E.right({ ...plain, a: { b: { c: 'old', d: 1 }, kept: true } }),
    );
  });

  it('says what is wrong with a path', () => {
    expect(problemOf('seed')).toBe('expected path=value, for example algorithm.innerSteps=3');
    expect(problemOf('=1')).toMatch(/^expected path=value/);
    expect(problemOf('a..b=1')).toMatch(/single dots/);
    expect(problemOf('aa.b=1')).toBe('nothing at "aa" (did you mean a?)');
    expect(problemOf('list.3=1')).toMatch(/nothing at "3"/);
    expect(problemOf('seed.x=1')).toBe('"seed" holds no fields');
    expect(problemOf('seed=1', 'text')).toBe('the configuration is not an object');
  });

  it('never reaches a prototype', () => {
    expect(problemOf('__proto__.polluted=1')).toMatch(/nothing at "__proto__"/);
    expect(problemOf('constructor.name=1')).toMatch(/nothing at "constructor"/);
    const applied = applySettings(['__proto__=1'])(plain);
    expect(E.isRight(applied) && Object.getPrototypeOf(applied.right)).toBe(Object.prototype);
  });

  it('puts any JSON value where it says, and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const setting = `a.b.c=${JSON.stringify(value)}`;
        const once = applySettings([setting])(plain);
        expect(once).toEqual(applySettings([setting, setting])(plain));
        expect(once).toEqual(
          E.right({ ...plain, a: { b: { c: JSON.parse(JSON.stringify(value)) as unknown }, kept: true } }),
        );
      }),
    );
  });
});
