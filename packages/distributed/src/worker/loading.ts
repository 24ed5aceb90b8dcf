import * as E from 'fp-ts/lib/Either.js';
import { decode, type BlobReference } from '../wire/decode';
import { isBytes } from '../wire/typed-array';
import type { Ask } from './asking';
import type { FetchBlob } from './blob-cache';

/**
 * The value that a message or a blob of a session holds, once all that it refers to is there. Left
 * says what is wrong with it, or that a blob is missing, for which the coordinator was asked.
 */
export const loadingFrom =
  (fetch: FetchBlob, ask: Ask) =>
  async (
    session: string,
    packed: Uint8Array | BlobReference,
  ): Promise<E.Either<string | 'missing', unknown>> => {
    const wanted = async (reference: BlobReference): Promise<Uint8Array | string> => {
      const found = await fetch(session, reference);
      if (found !== undefined) return found;
      await ask(session, { kind: 'missing', hash: reference.hash });
      return 'missing';
    };
    const bytes = isBytes(packed) ? packed : await wanted(packed);
    if (typeof bytes === 'string') return E.left(bytes);
    const there = new Map<string, Uint8Array>();
    for (;;) {
      const decoded = decode(bytes, (hash) => there.get(hash));
      if (E.isRight(decoded)) return decoded;
      if (typeof decoded.left === 'string') return E.left(decoded.left);
      for (const reference of decoded.left.missing) {
        const found = await wanted(reference);
        if (typeof found === 'string') return E.left(found);
        there.set(reference.hash, found);
      }
    }
  };
