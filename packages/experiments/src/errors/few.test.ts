import fc from 'fast-check';
import { few } from './few';

describe('few', () => {
  it('names all of five, and no more', () => {
    expect(few([])).toBe('');
    expect(few(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d, e');
    expect(few(['a', 'b', 'c', 'd', 'e', 'f'], '; ')).toBe('a; b; c; d; e; … and 1 more');
  });

  it('says how many it leaves out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 5000 }), (count) => {
        const names = Array.from({ length: count }, (_, i) => `n${String(i)}`);
        const text = few(names);
        expect(text.endsWith(`, … and ${String(count - 5)} more`)).toBe(true);
        expect(text.length).toBeLessThan(60);
      }),
    );
  });
});
