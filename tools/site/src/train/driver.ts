import * as E from 'fp-ts/lib/Either.js';
import { hashOf } from './hash';
import { begin, type Adapted, type CurvePoint, type Learning } from './learning';
import type { Settings } from './settings';

/** What a page asks for. */
export type Request =
  | { readonly kind: 'begin'; readonly turn: number; readonly settings: Settings }
  /** So many iterations from now on; none pauses. */
  | { readonly kind: 'train'; readonly iterations: number }
  | { readonly kind: 'place'; readonly coordinates: readonly number[] };

/** What a page is told, of the training that it began with that turn. */
export type Message = { readonly turn: number } & (
  | { readonly kind: 'began'; readonly hash: string }
  | { readonly kind: 'point'; readonly point: CurvePoint; readonly hash: string }
  | {
      readonly kind: 'adapted';
      readonly iteration: number;
      readonly coordinates: readonly number[];
      readonly adapted: Adapted;
    }
  /** What cannot be gone on with, and why. */
  | { readonly kind: 'problem'; readonly text: string }
);

/**
 * Trains step by step as a page asks, and takes what it asks next in between: `pause` lets messages
 * come in.
 */
export const driver = (
  post: (message: Message) => void,
  pause: () => Promise<void>,
): ((request: Request) => void) => {
  let wanted: (Request & { readonly kind: 'begin' }) | undefined;
  let learning: Learning | undefined;
  let turn = 0;
  let left = 0;
  let coordinates: readonly number[] = [];
  /** Whether the page has not seen the present policy on the present task. */
  let unseen = false;

  const fail = (text: string): void => {
    learning = undefined;
    // What was asked of a training that waits is still to be done.
    if (wanted === undefined) left = 0;
    post({ kind: 'problem', turn, text });
  };

  const start = async (settings: Settings): Promise<void> => {
    learning = undefined;
    unseen = true;
    const begun = await begin(settings);
    if (E.isLeft(begun)) {
      fail(begun.left);
      return;
    }
    learning = begun.right;
    post({ kind: 'began', turn, hash: hashOf(learning.parameters) });
  };

  const show = (now: Learning): void => {
    unseen = false;
    const adapted = now.adapt(coordinates);
    if (E.isLeft(adapted)) fail(adapted.left);
    else post({ kind: 'adapted', turn, iteration: now.iteration, coordinates, adapted: adapted.right });
  };

  const goOn = async (now: Learning): Promise<void> => {
    left -= 1;
    const next = await now.next();
    if (E.isLeft(next)) {
      fail(next.left);
      return;
    }
    learning = next.right.learning;
    unseen = true;
    post({ kind: 'point', turn, point: next.right.point, hash: hashOf(learning.parameters) });
  };

  /** Does what is due. False if nothing is. */
  const step = async (): Promise<boolean> => {
    if (wanted !== undefined) {
      const { settings } = wanted;
      turn = wanted.turn;
      wanted = undefined;
      await start(settings);
    } else if (learning === undefined) return false;
    else if (unseen) show(learning);
    else if (left > 0) await goOn(learning);
    else return false;
    return true;
  };

  /** A step that breaks may not be the last: something else may wait. */
  const tried = async (): Promise<boolean> => {
    try {
      return await step();
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
      return true;
    }
  };

  let busy = false;
  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (await tried()) await pause();
    busy = false;
  };

  return (request) => {
    switch (request.kind) {
      case 'begin':
        wanted = request;
        left = 0;
        coordinates = request.settings.coordinates;
        break;
      case 'train':
        left = request.iterations;
        break;
      case 'place':
        coordinates = request.coordinates;
        unseen = true;
        break;
    }
    void work();
  };
};
