import * as E from 'fp-ts/lib/Either.js';
import { hashOf } from '../train/hash';
import { loadCheetah, type Showing } from './cheetah';
import type { Choice } from './choice';

/** What a page asks for; its turn comes back with what it is told. */
export interface Request {
  readonly turn: number;
  readonly choice: Choice;
}

/** What a page is told. */
export type Message = { readonly turn: number } & (
  | { readonly kind: 'loading' }
  /** How much of the data of the inner step is drawn, 0 … 1. */
  | { readonly kind: 'adapting'; readonly share: number }
  | { readonly kind: 'shown'; readonly episodes: Showing['episodes']; readonly hash: string }
  /** What cannot be shown, and why. */
  | { readonly kind: 'problem'; readonly text: string }
);

/** Steps between two words of how far it is. */
const often = 100;

/**
 * Adapts as a page asks. What is asked meanwhile comes next, the newest alone: `pause` lets
 * messages come in.
 */
export const driver = (
  post: (message: Message) => void,
  pause: () => Promise<void>,
): ((request: Request) => void) => {
  let loading: ReturnType<typeof loadCheetah> | undefined;
  let wanted: Request | undefined;
  let busy = false;

  const show = async ({ turn, choice }: Request): Promise<void> => {
    if (loading === undefined) post({ kind: 'loading', turn });
    loading ??= loadCheetah();
    const cheetah = await loading;
    if (E.isLeft(cheetah)) {
      // What could not be loaded now may be when it is asked for again.
      loading = undefined;
      post({ kind: 'problem', turn, text: cheetah.left });
      return;
    }
    const { timesteps, show: shows } = cheetah.right;
    let step = 0;
    const showing = shows(choice, () => {
      step += 1;
      if (step % often === 0) post({ kind: 'adapting', turn, share: step / timesteps });
    });
    if (E.isLeft(showing)) post({ kind: 'problem', turn, text: showing.left });
    else {
      const { episodes, adapted } = showing.right;
      post({ kind: 'shown', turn, episodes, hash: hashOf(adapted) });
    }
  };

  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (wanted !== undefined) {
      const request = wanted;
      wanted = undefined;
      try {
        await show(request);
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        post({ kind: 'problem', turn: request.turn, text });
      }
      await pause();
    }
    busy = false;
  };

  return (request) => {
    wanted = request;
    void work();
  };
};
