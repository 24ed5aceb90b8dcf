import type { BlobReference } from '../wire/decode';
import { isBytes } from '../wire/typed-array';

/** Brings a blob; undefined if it is not there, a text if it is another than its name says. */
export type FetchBlob = (session: string, wanted: BlobReference) => Promise<Uint8Array | string | undefined>;

/**
 * Blobs that were fetched, once for all who want them at the same time. Of more than `most` bytes,
 * the least lately used go first.
 */
export const blobCache = (fetch: FetchBlob, most: number): FetchBlob => {
  const there = new Map<string, Uint8Array>();
  const coming = new Map<string, ReturnType<FetchBlob>>();
  let total = 0;

  const drop = (hash: string): void => {
    total -= there.get(hash)?.length ?? 0;
    there.delete(hash);
  };
  /** Puts a blob behind all others. */
  const keep = (hash: string, bytes: Uint8Array): void => {
    drop(hash);
    there.set(hash, bytes);
    total += bytes.length;
    for (const oldest of there.keys()) {
      if (total <= most || oldest === hash) return;
      drop(oldest);
    }
  };

  return async (session, wanted) => {
    const { hash } = wanted;
    const found = there.get(hash);
    if (found !== undefined) {
      keep(hash, found);
      return found;
    }
    const fetched = coming.get(hash) ?? fetch(session, wanted);
    coming.set(hash, fetched);
    try {
      const bytes = await fetched;
      if (isBytes(bytes)) keep(hash, bytes);
      return bytes;
    } finally {
      coming.delete(hash);
    }
  };
};
