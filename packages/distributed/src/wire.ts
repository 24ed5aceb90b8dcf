import * as E from 'fp-ts/lib/Either.js';
import { isTyped, kindOf, typedArray, typedKinds, type TypedArray } from './typed-array';

/** Of the format; what reads one reads no other. */
export const wireVersion = 1;

/** Bytes at most this long stay in the message. */
export const longestInline = 32 * 1024;

const deepest = 64;

/** What a value begins with. */
const tag = {
  null: 0,
  undefined: 1,
  false: 2,
  true: 3,
  number: 4,
  text: 5,
  list: 6,
  /** A list of numbers alone. */
  numbers: 7,
  record: 8,
  typed: 9,
  blob: 10,
} as const;

const magic = [0x53, 0x47, wireVersion] as const;

const wordBytes = 4;
const numberBytes = 8;
const hashBytes = 32;

/** Of all NaNs there is one here, so that equal values have equal bytes. */
const putNumber = (view: DataView, offset: number, x: number): void => {
  view.setFloat64(offset, Number.isNaN(x) ? NaN : x, true);
};

/** Bytes that grow. */
const writer = () => {
  let bytes = new Uint8Array(1024);
  let view = new DataView(bytes.buffer);
  let length = 0;
  const room = (more: number): number => {
    const at = length;
    length += more;
    if (length > bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * bytes.length));
      larger.set(bytes);
      bytes = larger;
      view = new DataView(bytes.buffer);
    }
    return at;
  };
  return {
    byte: (x: number) => {
      const at = room(1);
      bytes[at] = x;
    },
    word: (x: number) => {
      const at = room(wordBytes);
      view.setUint32(at, x, true);
    },
    number: (x: number) => {
      const at = room(numberBytes);
      putNumber(view, at, x);
    },
    bytes: (xs: Uint8Array) => {
      const at = room(xs.length);
      bytes.set(xs, at);
    },
    done: () => bytes.subarray(0, length),
  };
};

type Writer = ReturnType<typeof writer>;

/**
 * Keeps what is too long for a message, and says what to call it; undefined keeps it in the
 * message.
 */
export type Aside = (bytes: Uint8Array) => string | undefined;

const encoder = new TextEncoder();

const putText = (out: Writer, text: string, path: string): void => {
  if (/\p{Surrogate}/u.test(text))
    throw new RangeError(`${path}: expected well-formed text, found a surrogate that stands alone`);
  const bytes = encoder.encode(text);
  out.word(bytes.length);
  out.bytes(bytes);
};

const areNumbers = (list: readonly unknown[]): list is readonly number[] =>
  // find sees holes, every does not.
  list.length > 0 && list.findIndex((x) => typeof x !== 'number') === -1;

const isPlainRecord = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Records of another realm have another prototype, which has none itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const putBytes = (out: Writer, kind: number, bytes: Uint8Array, aside: Aside): void => {
  const hash = bytes.length > longestInline ? aside(bytes) : undefined;
  out.byte(hash === undefined ? tag.typed : tag.blob);
  out.byte(kind);
  out.word(bytes.length);
  out.bytes(hash === undefined ? bytes : Buffer.from(hash, 'hex'));
};

/** Where {@link typedKinds} end: a list of numbers that is kept aside. */
const listKind = typedKinds.length;

const bytesOfNumbers = (numbers: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(numberBytes * numbers.length);
  const view = new DataView(bytes.buffer);
  numbers.forEach((x, i) => {
    putNumber(view, numberBytes * i, x);
  });
  return bytes;
};

const put = (out: Writer, value: unknown, path: string, depth: number, aside: Aside): void => {
  if (depth > deepest)
    throw new RangeError(`${path}: expected at most ${String(deepest)} levels, found more`);
  switch (typeof value) {
    case 'undefined':
      out.byte(tag.undefined);
      return;
    case 'boolean':
      out.byte(value ? tag.true : tag.false);
      return;
    case 'number':
      out.byte(tag.number);
      out.number(value);
      return;
    case 'string':
      out.byte(tag.text);
      putText(out, value, path);
      return;
    case 'object':
      putObject(out, value, path, depth, aside);
      return;
    default:
      throw new RangeError(`${path}: expected plain data, found a ${typeof value}`);
  }
};

const putObject = (out: Writer, value: object | null, path: string, depth: number, aside: Aside): void => {
  if (value === null) out.byte(tag.null);
  else if (isTyped(value)) putBytes(out, kindOf(value), bytesOf(value), aside);
  else if (Array.isArray(value)) putList(out, value, path, depth, aside);
  else if (isPlainRecord(value)) putRecord(out, value, path, depth, aside);
  else throw new RangeError(`${path}: expected plain data, found ${Object.prototype.toString.call(value)}`);
};

const bytesOf = ({ buffer, byteOffset, byteLength }: TypedArray): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const putList = (out: Writer, list: readonly unknown[], path: string, depth: number, aside: Aside): void => {
  if (areNumbers(list)) {
    const bytes = bytesOfNumbers(list);
    if (bytes.length > longestInline) {
      putBytes(out, listKind, bytes, aside);
      return;
    }
    out.byte(tag.numbers);
    out.word(list.length);
    out.bytes(bytes);
    return;
  }
  out.byte(tag.list);
  out.word(list.length);
  // Holes of a list are nothing, like undefined.
  for (let i = 0; i < list.length; i += 1) put(out, list[i], `${path}.${String(i)}`, depth + 1, aside);
};

const putRecord = (
  out: Writer,
  value: Readonly<Record<string, unknown>>,
  path: string,
  depth: number,
  aside: Aside,
): void => {
  const entries = Object.entries(value);
  out.byte(tag.record);
  out.word(entries.length);
  for (const [name, field] of entries) {
    if (name === '__proto__') throw new RangeError(`${path}: expected no field __proto__, found one`);
    putText(out, name, path);
    put(out, field, `${path}.${name}`, depth + 1, aside);
  }
};

/**
 * Plain data as bytes: numbers are float64 to the bit (−0 stays −0, NaN is NaN), `undefined`,
 * lists, records and typed arrays stay what they are. Equal values with their fields in the same
 * order give equal bytes. `aside` is given runs of numbers of more than 32 KiB, and may keep them
 * elsewhere under a hash.
 *
 * @throws RangeError for what is not plain data (functions, class instances, bigints, more than 64
 *   levels).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { decode, encode } from '@sgmrl/distributed';
 * const value = { theta: Float64Array.of(-0, NaN, 1e-300), found: undefined };
 * deepStrictEqual(decode(encode(value)), { _tag: 'Right', right: value });
 * ```
 */
export const encode = (value: unknown, aside: Aside = () => undefined): Uint8Array => {
  const out = writer();
  for (const byte of magic) out.byte(byte);
  put(out, value, 'value', 0, aside);
  return out.done();
};

/** Ends the decoding of what is malformed; it never leaves this file. */
class Malformed extends Error {}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Finds bytes that were kept aside; undefined where they are not there. */
export type Find = (hash: string) => Uint8Array | undefined;

interface Reader {
  readonly byte: () => number;
  readonly word: () => number;
  readonly number: () => number;
  readonly bytes: (length: number) => Uint8Array;
  readonly left: () => number;
}

const readerOf = (bytes: Uint8Array): Reader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const left = (): number => bytes.length - at;
  const take = (length: number): number => {
    if (length > left())
      throw new Malformed(`expected ${String(length)} bytes more, found ${String(left())}`);
    at += length;
    return at - length;
  };
  return {
    byte: () => bytes[take(1)],
    word: () => view.getUint32(take(wordBytes), true),
    number: () => view.getFloat64(take(numberBytes), true),
    bytes: (length) => {
      const from = take(length);
      return bytes.subarray(from, from + length);
    },
    left,
  };
};

/** A count is believed only where so many values can follow. */
const countOf = (reader: Reader, bytesEach: number): number => {
  const count = reader.word();
  if (count * bytesEach > reader.left())
    throw new Malformed(`expected at most ${String(reader.left())} bytes, found a count of ${String(count)}`);
  return count;
};

const textOf = (reader: Reader): string => {
  const bytes = reader.bytes(countOf(reader, 1));
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Malformed('expected UTF-8, found other bytes');
  }
};

const numbersIn = (bytes: Uint8Array): readonly number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / numberBytes }, (_, i) => view.getFloat64(numberBytes * i, true));
};

const ofKind = (kind: number, bytes: Uint8Array): TypedArray | readonly number[] => {
  if (kind === listKind && bytes.length % numberBytes === 0) return numbersIn(bytes);
  const array = typedArray(kind, bytes);
  if (array === undefined)
    throw new Malformed(
      `expected a typed array, found kind ${String(kind)} of ${String(bytes.length)} bytes`,
    );
  return array;
};

const asideIn = (reader: Reader, find: Find, missing: Map<string, number>): unknown => {
  const kind = reader.byte();
  const length = reader.word();
  const hash = Buffer.from(reader.bytes(hashBytes)).toString('hex');
  const bytes = find(hash);
  if (bytes === undefined) {
    missing.set(hash, length);
    return undefined;
  }
  if (bytes.length !== length)
    throw new Malformed(`expected a blob of ${String(length)} bytes, found ${String(bytes.length)}`);
  return ofKind(kind, bytes);
};

const recordIn = (reader: Reader, depth: number, find: Find, missing: Map<string, number>): unknown => {
  // A name and a value take five bytes at least.
  const count = countOf(reader, wordBytes + 1);
  const entries = new Map<string, unknown>();
  for (let i = 0; i < count; i += 1) {
    const name = textOf(reader);
    if (name === '__proto__' || entries.has(name))
      throw new Malformed(`expected other fields once each, found ${JSON.stringify(name)}`);
    entries.set(name, valueIn(reader, depth + 1, find, missing));
  }
  return Object.fromEntries(entries);
};

const valueIn = (reader: Reader, depth: number, find: Find, missing: Map<string, number>): unknown => {
  if (depth > deepest) throw new Malformed(`expected at most ${String(deepest)} levels, found more`);
  const found = reader.byte();
  switch (found) {
    case tag.null:
      return null;
    case tag.undefined:
      return undefined;
    case tag.false:
      return false;
    case tag.true:
      return true;
    case tag.number:
      return reader.number();
    case tag.text:
      return textOf(reader);
    case tag.list: {
      const list: unknown[] = [];
      for (let left = countOf(reader, 1); left > 0; left -= 1)
        list.push(valueIn(reader, depth + 1, find, missing));
      return list;
    }
    case tag.numbers:
      return numbersIn(reader.bytes(numberBytes * countOf(reader, numberBytes)));
    case tag.record:
      return recordIn(reader, depth, find, missing);
    case tag.typed: {
      const kind = reader.byte();
      return ofKind(kind, reader.bytes(countOf(reader, 1)));
    }
    case tag.blob:
      return asideIn(reader, find, missing);
    default:
      throw new Malformed(`expected a value, found tag ${String(found)}`);
  }
};

/** Bytes that travel apart from the message that refers to them. */
export interface BlobReference {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
  /** How many bytes. */
  readonly length: number;
}

/** What was missing to decode a message. */
export interface MissingBlobs {
  readonly missing: readonly BlobReference[];
}

/**
 * The value in bytes that `encode` wrote; Left says why they are none, or which blobs are needed
 * first. Nothing is run, built or allocated beyond what the bytes themselves hold.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { decode } from '@sgmrl/distributed';
 * deepStrictEqual(decode(Uint8Array.of(1, 2, 3)), {
 *   _tag: 'Left',
 *   left: 'expected a message of format 1, found other bytes',
 * });
 * ```
 */
export const decode = (
  bytes: Uint8Array,
  find: Find = () => undefined,
): E.Either<string | MissingBlobs, unknown> => {
  if (bytes.length <= magic.length || bytes[0] !== magic[0] || bytes[1] !== magic[1])
    return E.left(`expected a message of format ${String(wireVersion)}, found other bytes`);
  if (bytes[2] !== wireVersion)
    return E.left(`expected a message of format ${String(wireVersion)}, found format ${String(bytes[2])}`);
  const reader = readerOf(bytes.subarray(magic.length));
  const missing = new Map<string, number>();
  try {
    const value = valueIn(reader, 0, find, missing);
    if (reader.left() > 0) return E.left(`expected no more bytes, found ${String(reader.left())}`);
    return missing.size > 0
      ? E.left({ missing: Array.from(missing, ([hash, length]) => ({ hash, length })) })
      : E.right(value);
  } catch (error) {
    if (error instanceof Malformed) return E.left(error.message);
    throw error;
  }
};
