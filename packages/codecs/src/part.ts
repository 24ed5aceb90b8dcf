import type * as t from 'io-ts';

/**
 * What a codec of several parts asks of each: covariant in A, unlike `t.Type`, because nothing is
 * encoded with it.
 */
export interface Part<A> extends t.Decoder<unknown, A> {
  /** Whether a value is one already, so that nothing needs to be decoded. */
  readonly is: t.Is<A>;
}
