import { typedKinds } from './typed-array';

/** Of the format; what reads one reads no other. */
export const wireVersion = 1;

/** Bytes at most this long stay in the message. */
export const longestInline = 32 * 1024;

/** Levels of a value. */
export const deepest = 64;

/**
 * Values of a message, those within others counted; a text, a typed array or a list of numbers is
 * one. Each takes far more room and time than its bytes.
 */
export const mostValues = 256 * 1024;

/** What a value begins with. */
export const tag = {
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

/** What a message begins with. */
export const magic = [0x53, 0x47, wireVersion] as const;

/** Where the kinds of typed arrays end: a list of numbers that is kept aside. */
export const listKind = typedKinds.length;

export const wordBytes = 4;
export const numberBytes = 8;
export const hashBytes = 32;
