import { createHash } from 'node:crypto';
import type { Vector } from '@sgmrl/vector';

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of the numbers of a vector as little-endian float64, in hexadecimal. */
export const sha256OfVector = (vector: Vector): string => {
  const bytes = Buffer.alloc(vector.length * Float64Array.BYTES_PER_ELEMENT);
  for (let i = 0; i < vector.length; i += 1)
    bytes.writeDoubleLE(vector[i], i * Float64Array.BYTES_PER_ELEMENT);
  return createHash('sha256').update(bytes).digest('hex');
};

/** The beginning of a hash, which is enough to see whether two are the same. */
export const shortHash = (hash: string): string => `${hash.slice(0, 12)}…`;
