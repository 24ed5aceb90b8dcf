import * as fc from 'fast-check';
import { below } from './below';

const tablesOf =
  (...words: readonly number[]) =>
  (attempt: number): Uint32Array =>
    Uint32Array.of(0xffffffff, words[attempt]);

it('a word at or above the largest multiple of the bound is passed over', () => {
  // 2^32 = 3·1431655765 + 1: one word too many for 3; 10 leaves 6.
  expect(below(3, 1, tablesOf(0xfffffffe))).toBe(2);
  expect(below(3, 1, tablesOf(0xffffffff, 7))).toBe(1);
  expect(below(10, 1, tablesOf(2 ** 32 - 6, 2 ** 32 - 1, 2 ** 32 - 7))).toBe(9);
});

it('the bound 2^k takes every word', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 0xffffffff }), (k, word) => {
      expect(below(2 ** k, 1, tablesOf(word))).toBe(word % 2 ** k);
    }),
  );
});
