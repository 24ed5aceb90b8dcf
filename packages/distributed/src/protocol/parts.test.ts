import fc from 'fast-check';
import { assembly, split } from './parts';
import { longest, partBytes } from './sizes';

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);

it('puts together what was split, in whatever order and however often parts come', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0, 1, partBytes, partBytes + 1, 2 * partBytes),
      fc.infiniteStream(fc.nat()),
      (length, order) => {
        const bytes = bytesOf(length);
        const parts = split(bytes);
        const sent = [...parts.entries()].sort(() => (Number(order.next().value) % 2) * 2 - 1);
        const { add } = assembly();
        const wholes = sent.map(([i, part], n) => {
          if (n > 0) add(sent[0][0], parts.length, sent[0][1]);
          return add(i, parts.length, part);
        });
        expect(wholes.slice(0, -1).every((whole) => whole === undefined)).toBe(true);
        expect(Buffer.compare(Buffer.from(wholes.at(-1) ?? 'none'), bytes)).toBe(0);
      },
    ),
    { numRuns: 20 },
  );
});

it('says what does not fit', () => {
  const { add } = assembly();
  expect(add(0, 2, bytesOf(partBytes))).toBeUndefined();
  expect(add(1, 3, bytesOf(1))).toBe('expected a part of 2, found part 1 of 3');
  expect(add(2, 2, bytesOf(1))).toBe('expected a part of 2, found part 2 of 2');
  expect(add(0, 2, bytesOf(1))).toBe(`expected a part of ${String(partBytes)} bytes, found 1`);
});

it('splits nothing that is too long', () => {
  expect(() => split(new Uint8Array(longest + 1))).toThrow(
    new RangeError(`expected at most ${String(longest)} bytes, found ${String(longest + 1)}`),
  );
});
