import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Vector } from '@sgmrl/vector';

/**
 * SHA-256 of parameters as little-endian float64, in hexadecimal. Pages that come without TLS have
 * no `crypto.subtle`.
 */
export const hashOf = (parameters: Vector): string => {
  const bytes = new Uint8Array(8 * parameters.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < parameters.length; i++) view.setFloat64(8 * i, parameters[i], true);
  return bytesToHex(sha256(bytes));
};
