import { highWord, ln2, twoTo, withHighWord } from './words';

it('the upper half of a number is sign, exponent and the first of its fraction', () => {
  expect([1, -1, 0, Infinity].map(highWord)).toEqual([0x3ff0_0000, 0xbff0_0000 | 0, 0, 0x7ff0_0000]);
  expect(withHighWord(Math.PI, highWord(-Math.PI))).toBe(-Math.PI);
});

it('powers of two', () => {
  for (let k = -1022; k <= 1023; k++) expect(twoTo(k)).toBe(2 ** k);
});

it('ln 2 in two parts, the first of 32 bits', () => {
  expect(ln2.high + ln2.low).toBe(Math.LN2);
  expect(Number.isInteger(ln2.high * 2 ** 33)).toBe(true);
});
