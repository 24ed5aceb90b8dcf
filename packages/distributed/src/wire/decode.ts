import * as E from 'fp-ts/lib/Either.js';
import { deepest, hashBytes, listKind, magic, numberBytes, tag, wireVersion, wordBytes } from './format';
import { countOf, Malformed, readerOf, type Reader } from './reader';
import { typedArray, type TypedArray } from './typed-array';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Finds bytes that were kept aside; undefined where they are not there. */
export type Find = (hash: string) => Uint8Array | undefined;

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
  const found = reader.tag();
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
  /** Each of them once, in the order in which the message refers to them. */
  readonly missing: readonly BlobReference[];
}

/**
 * The value in bytes that `encode` wrote; Left says why they are none, or which blobs are needed
 * first. Nothing in them is run. Numbers, typed arrays and texts take up to twice their bytes; a
 * reference, those of its blob. Other values take more: of them there are at most 262144 in a message,
 * where a run of numbers or a text is one value.
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
