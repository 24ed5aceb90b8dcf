import type { Answer } from './asking';

/** What the broker is told of a job when it leaves a worker. */
export type Fate =
  /** It is done. */
  | { readonly kind: 'done' }
  /** Nobody is to do it. If its coordinator still wants it done, it sends it again. */
  | { readonly kind: 'ended' }
  /** Whoever asks next may have it, after so many whole milliseconds. */
  | {
      readonly kind: 'back';
      readonly after: number;
      /** For so many milliseconds at most, this worker takes no other. */
      readonly restFor?: number;
    };

/** The part of a message of the broker that says so. */
export interface Token {
  readonly ack: () => void;
  readonly nak: (after: number) => void;
  readonly term: () => void;
}

/** Milliseconds until a job is offered again that could not be done now. */
const pause = 250;

/** What becomes of most jobs. */
export const fates = {
  done: { kind: 'done' },
  ended: { kind: 'ended' },
  backNow: { kind: 'back', after: 0 },
  backSoon: { kind: 'back', after: pause },
} as const satisfies Readonly<Record<string, Fate>>;

/** What becomes of a job whose coordinator answers so to who asks for it. */
export const fateBy: Readonly<Record<Exclude<Answer, 'go'>, Fate>> = {
  drop: fates.ended,
  // For another: two that take turns at the same time would get the same again and again.
  later: { ...fates.backNow, restFor: 2 * pause },
  // Its coordinator is no more.
  gone: fates.ended,
  // Jobs of one who does not answer would hold the threads from all others.
  silent: fates.ended,
  lost: fates.backSoon,
  // No coordinator answers so.
  ok: fates.ended,
  refused: fates.ended,
};

/** Tells the broker. */
export const settle = (token: Token, fate: Fate): void => {
  switch (fate.kind) {
    case 'done':
      token.ack();
      return;
    case 'ended':
      token.term();
      return;
    case 'back':
      token.nak(fate.after);
  }
};
