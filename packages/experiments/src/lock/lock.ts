import { dirname, join } from 'node:path';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { listFolder, readLooselyIfThere, removeFile, writerOf, type FileError } from '../files/files';
import { isSilent, startHeartbeat } from './heartbeat';
import { describeMyself, exists, lifeOf, parseHolder, type Holder } from './lock-holder';
import { isGuard, seize } from './lock-protocol';
import { releaseAtExit } from './release-at-exit';

/** Another process works in the folder. */
export interface Locked {
  readonly kind: 'locked';
  /** The lock file. */
  readonly path: string;
  /** Number of the process on its host. */
  readonly pid: number;
  /** Name of the machine or container. */
  readonly host: string;
  /**
   * Whether it can be seen from here that this process runs; not if it is on another machine or in
   * another container.
   */
  readonly seen: boolean;
}

/** This process has lost a lock while it held it. */
export interface LostLock {
  readonly kind: 'lost-lock';
  /** The lock file. */
  readonly path: string;
  /** Who holds it now; undefined if nobody does. */
  readonly holder: Pick<Holder, 'pid' | 'host'> | undefined;
}

/** A lock that this process holds. */
export interface Lock {
  readonly path: string;
  /** What the lock file holds as long as the lock is held. */
  readonly text: string;
  readonly stopHeartbeat: () => Promise<void>;
  /** The end of the process does not concern it any more. */
  readonly forget: () => void;
}

/** How to take a lock. */
export interface LockOptions {
  /** Also from a process that cannot be seen from here, whether it gives signs of life or not. */
  readonly takeOver: boolean;
}

/** What to do about a lock that cannot be read is for a person to decide. */
const withMend =
  (lock: string) =>
  (error: FileError | Locked): FileError | Locked =>
    error.kind === 'file' && error.path === lock && error.action === 'read'
      ? { ...error, reason: `${error.reason}; if no process works in this folder, move it away` }
      : error;

const locked = (path: string, { pid, host }: Holder, seen: boolean): Locked => ({
  kind: 'locked',
  path,
  pid,
  host,
  seen,
});

/**
 * Refuses a lock file unless its holder is gone. A text that no holder writes, as a crash of the
 * system can leave it, is nobody's.
 */
const refuseIfHeld =
  (lock: string, { takeOver }: LockOptions) =>
  (path: string, text: string): TE.TaskEither<FileError | Locked, void> => {
    const holder = parseHolder(text);
    if (holder === undefined) return TE.right(undefined);
    const refused = (seen: boolean) => TE.left(locked(lock, holder, seen));
    return pipe(
      TE.fromTask<'runs' | 'gone' | 'unseen', FileError | Locked>(lifeOf(holder)),
      TE.chain((life) => {
        if (life === 'runs') return refused(true);
        if (life === 'gone' || (takeOver && path === lock)) return TE.right(undefined);
        return pipe(
          isSilent(path),
          TE.chainW((silent) => (silent ? TE.right(undefined) : readLooselyIfThere(path))),
          // What was replaced while it was watched is looked at anew, as what is silent is.
          TE.chainW((found) => (found === text ? refused(false) : TE.right(undefined))),
        );
      }),
    );
  };

/** Temporary files that programs of before left under names that are always the same. */
const ofOld = [
  'config.json.tmp',
  'metrics.jsonl.tmp',
  'checkpoint.tmp',
  'summary.json.tmp',
  'evaluation.json.tmp',
  'comparison.json.tmp',
];

/**
 * Whether a file of this name is a temporary one or a guard that nobody needs once the lock is
 * held.
 */
const isLeftover = (name: string): boolean => {
  const writer = writerOf(name);
  return writer === undefined
    ? isGuard(name) || ofOld.includes(name)
    : writer === process.pid || !exists(writer);
};

/** Removes what killed processes left beside a lock. The lock must be held. */
const removeLeftovers = (folder: string): TE.TaskEither<FileError, void> =>
  pipe(
    listFolder(folder),
    TE.map((names) => names.filter(isLeftover)),
    TE.chain(TE.traverseSeqArray((name) => removeFile(join(folder, name)))),
    TE.map(() => undefined),
  );

/** Gives a lock back, unless it was lost. */
export const releaseLock = ({ path, text, stopHeartbeat, forget }: Lock): TE.TaskEither<FileError, void> =>
  pipe(
    TE.fromTask<void, FileError>(stopHeartbeat),
    TE.chain(() => readLooselyIfThere(path)),
    TE.chain((found) => (found === text ? removeFile(path) : TE.right(undefined))),
    TE.tapIO(() => forget),
  );

/** Takes the lock at `path`; a process that is told to end meanwhile leaves nothing behind. */
const seizeOrForget = (
  path: string,
  text: string,
  options: LockOptions,
): TE.TaskEither<FileError | Locked, () => void> =>
  pipe(
    TE.fromIO(() => releaseAtExit(path, text)),
    TE.chain((forget) =>
      pipe(
        seize(path, text, refuseIfHeld(path, options)),
        TE.tapError(() => TE.fromIO(forget)),
        TE.map(() => forget),
      ),
    ),
  );

/**
 * Takes the lock file at `path` for this process, and gives signs of life until it is released. A
 * lock whose process is gone (killed, crashed) is taken over, and so is one whose process cannot be
 * seen from here (on another machine, in another container) and has given no sign of life for a
 * minute.
 */
export const acquireLock = (path: string, options: LockOptions): TE.TaskEither<FileError | Locked, Lock> =>
  pipe(
    TE.fromTask<string, FileError | Locked>(describeMyself),
    TE.bindTo('text'),
    TE.bind('forget', ({ text }) => seizeOrForget(path, text, options)),
    TE.mapLeft(withMend(path)),
    TE.map(({ text, forget }): Lock => ({ path, text, forget, stopHeartbeat: startHeartbeat(path) })),
    // A leftover that stays harms nobody.
    TE.chainFirstTaskK(() => removeLeftovers(dirname(path))),
  );

/** Left if this process does not hold the lock any more. */
export const confirmLock = ({ path, text }: Lock): TE.TaskEither<FileError | LostLock, void> =>
  pipe(
    readLooselyIfThere(path),
    TE.chainW((found = '') =>
      found === text
        ? TE.right(undefined)
        : TE.left<LostLock>({ kind: 'lost-lock', path, holder: parseHolder(found) }),
    ),
  );

/** Does something while this process holds a lock file. */
export const whileLocked = <E, A>(
  path: string,
  options: LockOptions,
  effect: (lock: Lock) => TE.TaskEither<E, A>,
): TE.TaskEither<E | FileError | Locked, A> => TE.bracketW(acquireLock(path, options), effect, releaseLock);
