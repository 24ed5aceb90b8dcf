import { createHash } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { decode } from './decode';
import { encode } from './encode';
import { longestInline, mostValues, wireVersion } from './format';

/** Numbers that formats lose: −0, NaN, infinities, subnormal ones, beyond 2^53. */
const numbers = fc.oneof(
  fc.double(),
  fc.constantFrom(-0, 0, NaN, Infinity, -Infinity, Number.MIN_VALUE, 2 ** 60, 0.1),
);

const texts = fc.string({ unit: 'binary' });

const plainData = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, undefined, true, false),
    numbers,
    texts,
    fc.float64Array(),
    fc.float32Array(),
    fc.int32Array(),
    fc.uint8Array(),
    fc.array(numbers),
    fc.array(tie('value')),
    fc.dictionary(
      texts.filter((name) => name !== '__proto__'),
      tie('value'),
    ),
  ),
})).value;

/** toEqual takes undefined for a missing field; Object.is tells −0 from 0 and knows NaN. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const [mine, others] = [Object.keys(a), Object.keys(b)];
  return (
    Object.prototype.toString.call(a) === Object.prototype.toString.call(b) &&
    mine.length === others.length &&
    mine.every((name) => Object.hasOwn(b, name) && isSame(Reflect.get(a, name), Reflect.get(b, name)))
  );
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('what is encoded', () => {
  it('is decoded to the same, to the bit', () => {
    fc.assert(
      fc.property(plainData, (value) => {
        const decoded = decode(encode(value));
        expect(E.isRight(decoded) && isSame(decoded.right, value)).toBe(true);
      }),
    );
  });

  it('takes holes for nothing', () => {
    const sparse: unknown[] = [1];
    sparse[2] = 3;
    expect(decode(encode(sparse))).toEqual(E.right([1, undefined, 3]));
  });

  it('may be of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2100 }), (length) => {
        const value = ['x'.repeat(length), true, false, 1];
        expect(decode(encode(value))).toEqual(E.right(value));
      }),
      { numRuns: 500 },
    );
  });

  it('has one encoding', () => {
    fc.assert(
      fc.property(plainData, (value) => {
        const bytes = encode(value);
        const decoded = decode(bytes);
        expect(Buffer.from(encode(E.isRight(decoded) ? decoded.right : 'none'))).toEqual(Buffer.from(bytes));
      }),
    );
  });
});

describe('what is not whole', () => {
  it('is refused, wherever it is cut, or if more follows', () => {
    fc.assert(
      fc.property(plainData, fc.nat(), (value, at) => {
        const bytes = encode(value);
        expect(E.isLeft(decode(bytes.subarray(0, at % bytes.length)))).toBe(true);
        expect(decode(Buffer.concat([bytes, Buffer.of(0)]))).toEqual(
          E.left('expected no more bytes, found 1'),
        );
      }),
    );
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.boolean(), (bytes, begun) => {
        decode(begun ? Buffer.concat([Buffer.of(0x53, 0x47, wireVersion), bytes]) : bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['another format', [0x53, 0x47, 9, 0], 'expected a message of format 1, found format 9'],
    ['other bytes', [1, 2, 3, 4], 'expected a message of format 1, found other bytes'],
    ['an unknown tag', [0x53, 0x47, 1, 99], 'expected a value, found tag 99'],
    ['bad UTF-8', [0x53, 0x47, 1, 5, 1, 0, 0, 0, 0xff], 'expected UTF-8, found other bytes'],
    [
      'a list of four thousand million',
      [0x53, 0x47, 1, 6, 255, 255, 255, 255],
      'expected at most 0 bytes, found a count of 4294967295',
    ],
    [
      'a typed array that does not fill',
      [0x53, 0x47, 1, 9, 0, 1, 0, 0, 0, 7],
      'expected a typed array, found kind 0 of 1 bytes',
    ],
    [
      'a field twice',
      [0x53, 0x47, 1, 8, 2, 0, 0, 0, 1, 0, 0, 0, 97, 0, 1, 0, 0, 0, 97, 0],
      'expected other fields once each, found "a"',
    ],
    [
      'a prototype',
      [0x53, 0x47, 1, 8, 1, 0, 0, 0, 9, 0, 0, 0, ...Buffer.from('__proto__'), 0],
      'expected other fields once each, found "__proto__"',
    ],
  ])('%s', (_, bytes, message) => {
    expect(decode(Uint8Array.from(bytes))).toEqual(E.left(message));
  });

  it('is refused beyond so many values, which are as many as can be written', () => {
    // The list is a value, too.
    const most = Array.from({ length: mostValues - 1 }, () => []);
    const decoded = decode(encode(most));
    expect(E.isRight(decoded) && (decoded.right as readonly unknown[]).length).toBe(most.length);
    const more = mostValues;
    const bytes = Buffer.alloc(8 + 5 * more);
    bytes.set([0x53, 0x47, wireVersion, 6]);
    bytes.writeUInt32LE(more, 4);
    for (let i = 0; i < more; i += 1) bytes[8 + 5 * i] = 8;
    const problem = 'expected at most 262144 values, found more';
    expect(decode(bytes)).toEqual(E.left(problem));
    expect(() => encode([...most, []])).toThrow(new RangeError(`value: ${problem}`));
  });

  it('is whole where a run has more numbers than that, and a typed array ten million', () => {
    const theta = Float64Array.from({ length: 10_000_000 }, (_, i) => i / 3);
    for (const run of [theta, Array.from(theta.subarray(0, mostValues + 1))]) {
      const decoded = decode(encode({ gradient: run }));
      const found = E.isRight(decoded) ? (decoded.right as { gradient: ArrayLike<number> }).gradient : [];
      expect(found.length).toBe(run.length);
      expect(run.findIndex((x, i) => x !== found[i])).toBe(-1);
    }
  });

  it('goes no deeper than it was written', () => {
    const levels = Array.from({ length: 100_000 }, () => [6, 1, 0, 0, 0]).flat();
    expect(decode(Uint8Array.from([0x53, 0x47, 1, ...levels, 0]))).toEqual(
      E.left('expected at most 64 levels, found more'),
    );
  });
});

describe('what is long', () => {
  const theta = Float64Array.from({ length: longestInline }, (_, i) => Math.sin(i));
  const value = { theta, list: Array.from(theta), small: Float64Array.of(1) };

  it('is kept aside, once for the same numbers', () => {
    const kept = new Map<string, Uint8Array>();
    const bytes = encode(value, (blob) => {
      kept.set(sha256(blob), blob);
      return sha256(blob);
    });
    expect(bytes.length).toBeLessThan(300);
    expect(kept.size).toBe(1); // a list and a typed array of the same numbers are the same bytes
    const [hash] = kept.keys();
    expect(decode(bytes)).toEqual(E.left({ missing: [{ hash, length: 8 * longestInline }] }));
    const decoded = decode(bytes, (wanted) => kept.get(wanted));
    expect(E.isRight(decoded) && isSame(decoded.right, value)).toBe(true);
    expect(decode(bytes, () => new Uint8Array(8))).toEqual(
      E.left(`expected a blob of ${String(8 * longestInline)} bytes, found 8`),
    );
  });

  it('stays where it is if nobody keeps it', () => {
    expect(encode(value).length).toBeGreaterThan(16 * longestInline);
    const decoded = decode(encode(value));
    expect(E.isRight(decoded) && isSame(decoded.right, value)).toBe(true);
  });
});
