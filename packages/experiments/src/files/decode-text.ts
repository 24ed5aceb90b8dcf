import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as J from 'fp-ts/lib/Json.js';
import type * as t from 'io-ts';

/** What a JSON text holds, by its codec; undefined if it is no JSON or holds something else. */
export const decodeText =
  <A>(codec: t.Decoder<unknown, A>) =>
  (text: string): A | undefined =>
    pipe(
      J.parse(text),
      E.chainW(codec.decode),
      E.match(
        () => undefined,
        (decoded) => decoded,
      ),
    );
