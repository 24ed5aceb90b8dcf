import { countOf, Malformed, readerOf } from './reader';

it('reads what follows, and no further', () => {
  const reader = readerOf(Uint8Array.of(9, 1, 0, 0, 0, 5, 6, 7));
  expect([reader.byte(), reader.word(), [...reader.bytes(2)], reader.left()]).toEqual([9, 1, [5, 6], 1]);
  expect(() => reader.word()).toThrow(new Malformed('expected 4 bytes more, found 1'));
  expect(reader.byte()).toBe(7);
});

it('reads a part of a buffer', () => {
  const whole = new Uint8Array(Float64Array.of(1, -0.5, 2).buffer);
  expect(readerOf(whole.subarray(8, 16)).number()).toBe(-0.5);
});

it('believes no count that cannot be', () => {
  expect(countOf(readerOf(Uint8Array.of(2, 0, 0, 0, 1, 2)), 1)).toBe(2);
  expect(() => countOf(readerOf(Uint8Array.of(2, 0, 0, 0, 1, 2)), 2)).toThrow(
    new Malformed('expected at most 2 bytes, found a count of 2'),
  );
});
