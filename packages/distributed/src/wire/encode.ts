import { deepest, listKind, longestInline, magic, numberBytes, tag } from './format';
import { isTyped, kindOf, type TypedArray } from './typed-array';
import { putNumber, writer, type Writer } from './writer';

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
  out.tag(hash === undefined ? tag.typed : tag.blob);
  out.byte(kind);
  out.word(bytes.length);
  out.bytes(hash === undefined ? bytes : Buffer.from(hash, 'hex'));
};

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
      out.tag(tag.undefined);
      return;
    case 'boolean':
      out.tag(value ? tag.true : tag.false);
      return;
    case 'number':
      out.tag(tag.number);
      out.number(value);
      return;
    case 'string':
      out.tag(tag.text);
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
  if (value === null) out.tag(tag.null);
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
    out.tag(tag.numbers);
    out.word(list.length);
    out.bytes(bytes);
    return;
  }
  out.tag(tag.list);
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
  out.tag(tag.record);
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
 * order give equal bytes. Of the many bit patterns of NaN, numbers and lists have one, so that they
 * are equal. Typed arrays travel byte by byte, and their NaNs keep their patterns. `aside` is given
 * runs of numbers of more than 32 KiB, and may keep them elsewhere under a hash.
 *
 * @throws RangeError for what is not plain data (functions, class instances, bigints, more than 64
 *   levels), and for more than 262144 values; a run of numbers is one.
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
