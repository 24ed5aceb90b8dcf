import { longest, partBytes } from '../protocol/sizes';
import type { BlobReference } from '../wire/decode';
import { encode } from '../wire/encode';
import { hashOf } from '../wire/hash';

/** Blobs by hash. */
export type Blobs = ReadonlyMap<string, Uint8Array>;

/** A value as a message holds it, and the blobs that it refers to. */
export interface Packed {
  readonly work: Uint8Array | BlobReference;
  readonly blobs: Blobs;
}

/** A blob of its own. */
export const asBlob = (value: unknown): { readonly reference: BlobReference; readonly bytes: Uint8Array } => {
  const bytes = encode(value);
  return { reference: { hash: hashOf(bytes), length: bytes.length }, bytes };
};

/**
 * Packs values one after the other; what they have in common, such as θ, is hashed once. Throws a
 * RangeError for a value with a part that is too long.
 */
export const packer = (): ((value: unknown) => Packed) => {
  const known = new WeakMap<ArrayBufferLike, string>();
  const hash = (bytes: Uint8Array): string => {
    if (bytes.byteLength !== bytes.buffer.byteLength) return hashOf(bytes);
    const found = known.get(bytes.buffer) ?? hashOf(bytes);
    known.set(bytes.buffer, found);
    return found;
  };
  return (value) => {
    const blobs = new Map<string, Uint8Array>();
    const keep = (bytes: Uint8Array): string => {
      if (bytes.length > longest)
        throw new RangeError(
          `expected at most ${String(longest)} bytes in a part of a job, found ${String(bytes.length)}`,
        );
      const name = hash(bytes);
      blobs.set(name, bytes);
      return name;
    };
    const bytes = encode(value, keep);
    return bytes.length <= partBytes
      ? { work: bytes, blobs }
      : { work: { hash: keep(bytes), length: bytes.length }, blobs };
  };
};
