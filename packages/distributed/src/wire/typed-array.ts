/**
 * The kinds of typed arrays that jobs and results are made of, in the order of their numbers on the
 * wire.
 */
export const typedKinds = [
  'Float64Array',
  'Float32Array',
  'Int32Array',
  'Uint32Array',
  'Int16Array',
  'Uint16Array',
  'Int8Array',
  'Uint8Array',
] as const;

const constructors = [
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
] as const;

/** One of them. */
export type TypedArray = InstanceType<(typeof constructors)[number]>;

/** An array of another realm is no instance of this realm's constructor, but says what it is. */
const nameOf = (value: object): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

/** Whether a value is one of them. */
export const isTyped = (value: object): value is TypedArray =>
  typedKinds.some((kind) => kind === nameOf(value));

/** Whether a value is an array of bytes. */
export const isBytes = (value: unknown): value is Uint8Array =>
  typeof value === 'object' && value !== null && nameOf(value) === 'Uint8Array';

/** Its number on the wire. */
export const kindOf = (array: TypedArray): number => typedKinds.findIndex((kind) => kind === nameOf(array));

/**
 * An array of a kind that holds a copy of the bytes; undefined if there is no such kind or the
 * bytes do not fill it.
 */
export const typedArray = (kind: number, bytes: Uint8Array): TypedArray | undefined => {
  if (kind < 0 || kind >= constructors.length) return undefined;
  const Constructor = constructors[kind];
  // A Buffer's own slice would be a view of all that it is a part of.
  return bytes.length % Constructor.BYTES_PER_ELEMENT === 0
    ? new Constructor(new Uint8Array(bytes).buffer)
    : undefined;
};
