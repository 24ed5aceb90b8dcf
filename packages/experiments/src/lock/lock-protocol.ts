import { basename, dirname, join } from 'node:path';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { createWhole, readLooselyIfThere, removeFile, writeAtomically, type FileError } from '../files/files';
import { sha256 } from '../files/hash';

/** Left if the lock file at a path, which holds this text, must be left to its holder. */
export type RefuseIfHeld<E> = (path: string, text: string) => TE.TaskEither<E, void>;

/**
 * The file that gives the right to replace the lock file at `path` while it holds `text`. It is
 * named after both, so that this right is never taken for that to replace another text or another
 * file.
 */
const guardOf = (path: string, text: string): string =>
  join(dirname(path), `lock.${sha256(`${basename(path)}\n${text}`).slice(0, 16)}`);

/** Whether a name is one of the guards that a killed process can have left. */
export const isGuard = (name: string): boolean => /^lock\.[0-9a-f]{16}$/.test(name);

/**
 * Replaces the text of a stale lock by `mine` if it is there still; false if not. The guard must be
 * held.
 */
const replaceIfStill = (path: string, stale: string, mine: string): TE.TaskEither<FileError, boolean> =>
  pipe(
    readLooselyIfThere(path),
    TE.chain((text) =>
      text === stale
        ? pipe(
            writeAtomically(path, mine),
            TE.map(() => true),
          )
        : TE.right(false),
    ),
  );

/**
 * Makes `mine`, a text that no other call has, the text of the lock file at `path`. Of any number
 * of processes that try at once at most one succeeds, whatever the file held and wherever others
 * are stopped or killed.
 *
 * A lock is created whole by a hard link, which one process can do. A stale one is replaced by a
 * rename, by him who holds its guard, and only if, looked at again under the guard, it is still
 * what was found stale: nobody else can replace it meanwhile, and its own process is gone. The
 * guard is a lock like any other, so that of a killed process is replaced in the same way.
 */
export const seize = <E>(
  path: string,
  mine: string,
  refuseIfHeld: RefuseIfHeld<E>,
): TE.TaskEither<E | FileError, void> => seizeIn(mostTries, path, mine, refuseIfHeld);

/** Others who are faster every time are not so often; a file system that lies is. */
const mostTries = 100;

/** What is in the way of a file, and yet cannot be read, such as a link that leads nowhere. */
const inTheWay = (path: string): FileError => ({
  kind: 'file',
  action: 'read',
  path,
  code: undefined,
  reason: 'something is there, perhaps a link that leads nowhere, but no file to read',
});

const seizeIn = <E>(
  tries: number,
  path: string,
  mine: string,
  refuseIfHeld: RefuseIfHeld<E>,
): TE.TaskEither<E | FileError, void> =>
  tries === 0
    ? TE.left(inTheWay(path))
    : pipe(
        createWhole(path, mine),
        TE.chainW((created) => (created ? TE.right(undefined) : takeOver(tries, path, mine, refuseIfHeld))),
      );

const takeOver = <E>(
  tries: number,
  path: string,
  mine: string,
  refuseIfHeld: RefuseIfHeld<E>,
): TE.TaskEither<E | FileError, void> => {
  const again = () => seizeIn(tries - 1, path, mine, refuseIfHeld);
  return pipe(
    readLooselyIfThere(path),
    TE.chainW((found) => {
      // Given back since.
      if (found === undefined) return again();
      const guard = guardOf(path, found);
      return pipe(
        refuseIfHeld(path, found),
        TE.chainW(() =>
          TE.bracket<E | FileError, void, boolean>(
            seize(guard, mine, refuseIfHeld),
            () => replaceIfStill(path, found, mine),
            () => removeFile(guard),
          ),
        ),
        TE.chain((replaced) => (replaced ? TE.right(undefined) : again())),
      );
    }),
  );
};
