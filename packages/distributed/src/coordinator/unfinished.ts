import * as E from 'fp-ts/lib/Either.js';
import type { ResultPart } from '../protocol/messages';
import { assembly, type Assembly } from '../protocol/parts';
import { mostParts } from '../protocol/sizes';

/** Parts that unfinished results may have together: 1 GiB, or four of the longest results. */
export const mostUnfinished = 4 * mostParts;

/** Results whose parts are coming. */
export interface Unfinished {
  /**
   * Takes a part: the whole once all are there, undefined before. Left says what is wrong with the
   * part; `full`, that there is no room for another result now.
   */
  readonly take: (part: ResultPart) => E.Either<string, Uint8Array | 'full' | undefined>;
  /** Drops what came of a job. */
  readonly forget: (job: number) => void;
}

interface Begun {
  readonly job: number;
  readonly worker: string;
  readonly parts: number;
  readonly add: Assembly['add'];
}

/**
 * None has begun. One that begins has room for all its parts, so that it can be finished. Where
 * there is no room, those go first whose workers do not have their jobs any more.
 */
export const unfinishedResults = (holds: (job: number, worker: string) => boolean): Unfinished => {
  const all = new Map<string, Begun>();
  const drop = (isOver: (begun: Begun) => boolean): void => {
    for (const [place, begun] of all) if (isOver(begun)) all.delete(place);
  };
  const hasRoom = (more: number): boolean =>
    [...all.values()].reduce((sum, { parts }) => sum + parts, more) <= mostUnfinished;
  const makesRoom = (more: number): boolean => {
    if (hasRoom(more)) return true;
    drop(({ job, worker }) => !holds(job, worker));
    return hasRoom(more);
  };
  return {
    take: ({ job, worker, part, parts, bytes }) => {
      const place = `${String(job)} ${worker}`;
      const known = all.get(place);
      if (known === undefined && parts > 1 && !makesRoom(parts)) return E.right('full');
      const begun = known ?? { job, worker, parts, ...assembly() };
      const found = begun.add(part, parts, bytes);
      if (found === undefined) all.set(place, begun);
      else all.delete(place);
      return typeof found === 'string' ? E.left(found) : E.right(found);
    },
    forget: (done) => {
      drop(({ job }) => job === done);
    },
  };
};
