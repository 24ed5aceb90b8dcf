import * as fc from 'fast-check';
import { formulaOf } from '../terms/formula';
import { terms } from '../testing/terms';
import { formulaLines, textLines } from './lines';

describe('a formula as lines', () => {
  it('breaks where the fewest brackets are open', () => {
    expect(formulaLines('a + b [c + d] + e', 14)).toEqual(['a + b [c + d]', '+ e']);
    expect(formulaLines('a [b + c, d + e]', 10)).toEqual(['a [b + c,', '  d + e]']);
    expect(formulaLines('{a + b in one; c before}', 20)).toEqual(['{a + b in one;', '  c before}']);
  });

  it('fills a line to its end, indented ones too, and no further', () => {
    expect(formulaLines('a + b [c + d] + e', 13)).toEqual(['a + b [c + d]', '+ e']);
    expect(formulaLines('a + b [c + d] + e', 12)).toEqual(['a', '+ b [c + d]', '+ e']);
    expect(formulaLines('a [b, cc + dd + ee + ff]', 10)).toEqual(['a [b, cc', '  + dd', '  + ee', '  + ff]']);
  });

  it('breaks nowhere else', () => {
    expect(formulaLines('f(a,bcd)', 5)).toEqual(['f(a,bcd)']);
  });

  it('is whole where it fits, or has no place to break', () => {
    expect(formulaLines('a + b', 5)).toEqual(['a + b']);
    expect(formulaLines('abcdefgh', 5)).toEqual(['abcdefgh']);
  });

  it('loses nothing of any term', () => {
    fc.assert(
      fc.property(terms, (term) => {
        const { text } = formulaOf(term);
        expect(
          formulaLines(text, 40)
            .map((line) => line.trim())
            .join(' '),
        ).toBe(text);
      }),
    );
  });
});

it('text breaks between words', () => {
  expect(textLines('one two three', 7)).toEqual(['one two', 'three']);
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 9 }).filter((x) => !x.includes(' '))),
      (words) => {
        const lines = textLines(words.join(' '), 20);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
      },
    ),
  );
});
