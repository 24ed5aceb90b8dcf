import { mostValues, numberBytes, wordBytes } from './format';

/** Ends the decoding of what is malformed; it never leaves this folder. */
export class Malformed extends Error {}

/** Bytes that are read one after the other. */
export interface Reader {
  /** What the next value begins with. */
  readonly tag: () => number;
  readonly byte: () => number;
  readonly word: () => number;
  readonly number: () => number;
  readonly bytes: (length: number) => Uint8Array;
  readonly left: () => number;
}

/** Reads bytes; throws {@link Malformed} where they end too early or are of too many values. */
export const readerOf = (bytes: Uint8Array): Reader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let values = 0;
  const left = (): number => bytes.length - at;
  const take = (length: number): number => {
    if (length > left())
      throw new Malformed(`expected ${String(length)} bytes more, found ${String(left())}`);
    at += length;
    return at - length;
  };
  return {
    tag: () => {
      values += 1;
      if (values > mostValues)
        throw new Malformed(`expected at most ${String(mostValues)} values, found more`);
      return bytes[take(1)];
    },
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
export const countOf = (reader: Reader, bytesEach: number): number => {
  const count = reader.word();
  if (count * bytesEach > reader.left())
    throw new Malformed(`expected at most ${String(reader.left())} bytes, found a count of ${String(count)}`);
  return count;
};
