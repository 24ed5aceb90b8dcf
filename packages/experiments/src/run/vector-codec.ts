import type { Vector } from '@sgmrl/vector';
import * as t from 'io-ts';

const bytesEach = Float64Array.BYTES_PER_ELEMENT;

const toBase64 = (vector: Vector): string => {
  const bytes = Buffer.alloc(vector.length * bytesEach);
  for (let i = 0; i < vector.length; i += 1) bytes.writeDoubleLE(vector[i], i * bytesEach);
  return bytes.toString('base64');
};

const fromBase64 = (text: string): Float64Array => {
  const bytes = Buffer.from(text, 'base64');
  const vector = new Float64Array(Math.floor(bytes.length / bytesEach));
  return vector.map((_, i) => bytes.readDoubleLE(i * bytesEach));
};

/**
 * A vector as the base64 of its numbers' bytes (float64, little-endian): exact to the bit, and a
 * third of the size of decimals.
 */
export const float64Vector: t.Type<Vector, string> = new t.Type<Vector, string>(
  'base64 of float64 numbers',
  (u): u is Vector => u instanceof Float64Array,
  (u, context) => (typeof u === 'string' ? t.success(fromBase64(u)) : t.failure(u, context)),
  toBase64,
);
