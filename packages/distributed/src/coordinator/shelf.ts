import type { Blobs } from './packing';

/** Where blobs go, and where they are taken away again. */
export interface Depot {
  readonly put: (hash: string, bytes: Uint8Array) => Promise<void>;
  readonly drop: (hash: string) => Promise<void>;
}

/** The blobs that jobs refer to, for as long as they do. */
export interface Shelf {
  /** Keeps what jobs refer to, and puts where it goes what is not there yet. */
  readonly hold: (blobs: Blobs) => Promise<void>;
  /** The jobs are done; what they referred to stays until others are, since the next may, too. */
  readonly release: (blobs: Blobs) => void;
  /** Puts a blob where it went once more; false if no job refers to it. */
  readonly putAgain: (hash: string) => boolean;
}

/** Nothing is kept yet. `put` is called once at a time for a blob. */
export const shelf = ({ put, drop }: Depot): Shelf => {
  const held = new Map<string, { readonly bytes: Uint8Array; users: number }>();
  const coming = new Map<string, Promise<void>>();
  let last: Blobs = new Map();

  const putOnce = (hash: string, bytes: Uint8Array): Promise<void> => {
    const under = coming.get(hash);
    if (under !== undefined) return under;
    const begun = put(hash, bytes).finally(() => coming.delete(hash));
    coming.set(hash, begun);
    return begun;
  };

  const leave = (blobs: Blobs): void => {
    for (const hash of blobs.keys()) {
      const found = held.get(hash);
      if (found === undefined) continue;
      found.users -= 1;
      if (found.users > 0) continue;
      held.delete(hash);
      // What stays there costs memory only.
      void drop(hash).catch(() => undefined);
    }
  };

  return {
    hold: async (blobs) => {
      const fresh: (readonly [string, Uint8Array])[] = [];
      for (const [hash, bytes] of blobs) {
        const found = held.get(hash);
        if (found === undefined) fresh.push([hash, bytes]);
        else found.users += 1;
        held.set(hash, found ?? { bytes, users: 1 });
      }
      for (const [hash, bytes] of fresh) await putOnce(hash, bytes);
    },
    release: (blobs) => {
      leave(last);
      last = blobs;
    },
    putAgain: (hash) => {
      const found = held.get(hash);
      // Who lacks it asks again.
      if (found !== undefined) void putOnce(hash, found.bytes).catch(() => undefined);
      return found !== undefined;
    },
  };
};
