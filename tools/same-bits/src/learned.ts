import { createHash } from 'node:crypto';

/** What a run has learned. */
export interface Learned {
  /** θ after the last iteration. */
  readonly parameters: ArrayLike<number>;
  /** The optimizer's running vectors. */
  readonly moments: readonly ArrayLike<number>[];
}

/** SHA-256 of the bytes of all numbers, little-endian float64, in hexadecimal. */
export const hashOf = ({ parameters, moments }: Learned): string => {
  const hash = createHash('sha256');
  for (const vector of [parameters, ...moments]) {
    const bytes = new DataView(new ArrayBuffer(8 * vector.length));
    for (let i = 0; i < vector.length; i++) bytes.setFloat64(8 * i, vector[i], true);
    hash.update(bytes);
  }
  return hash.digest('hex');
};
