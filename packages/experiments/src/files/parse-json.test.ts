import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { parseJson } from './parse-json';

const parse = parseJson('file.json');

describe('parseJson', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        const unambiguous = JSON.stringify(value);
        expect(parse(unambiguous)).toEqual(E.right(value));
      }),
    );
  });

  it.each([
    ['', 1, 1],
    ['{"a": 1,}', 1, 9],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{"a": 1} // why', 1, 10],
    ['{"a": 01}', 1, 8],
    ["{'a': 1}", 1, 2],
    ['[1, 2', 1, 6],
    ['{"a": 1} {', 1, 10],
    ['{"a": NaN}', 1, 7],
    ['"a\n"', 1, 1],
    ['{"a": 1, "b": {"a": 2},\n "a": 3}', 2, 2],
  ])('says where %j breaks', (text, line, column) => {
    expect(parse(text)).toMatchObject(E.left({ kind: 'malformed-json', source: 'file.json', line, column }));
  });

  it('never throws, and agrees with JSON.parse on what is JSON', () => {
    const characters = fc.string({ unit: fc.constantFrom(...'{}[]",:0159.eE+-\\ntu \n/*'), maxLength: 12 });
    const accepts = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(characters, (text) => {
        const parsed = parse(text);
        const duplicate = E.isLeft(parsed) && parsed.left.problem.startsWith('duplicate');
        expect(E.isRight(parsed) || duplicate).toBe(accepts(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('survives absurd nesting', () => {
    expect(E.isLeft(parse('['.repeat(200_000)))).toBe(true);
  });
});
