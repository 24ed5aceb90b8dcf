import { hostname } from 'node:os';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import { codeOf, createExclusively, readText, readTextIfThere, removeFile, type FileError } from './files';

/** Another process works in the folder. */
export interface Locked {
  readonly kind: 'locked';
  /** The lock file. */
  readonly path: string;
  readonly pid: number;
  readonly host: string;
}

const holderCodec = t.type({
  pid: t.number,
  host: t.string,
  /** When the process started, in the words of the system; tells it from a later one of the same number. */
  started: t.union([t.string, t.null]),
});

type Holder = t.TypeOf<typeof holderCodec>;

interface Stat {
  readonly state: string;
  readonly started: string;
}

/** State and start time of a process, from Linux's /proc; undefined on other systems or if it is gone. */
const processStat = (pid: number): T.Task<Stat | undefined> =>
  pipe(
    readText(`/proc/${String(pid)}/stat`),
    TE.match(
      () => undefined,
      (text) => {
        // The second field, the name, may hold anything; state is the third field and start time the 22nd.
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return { state: fields[0], started: fields[19] };
      },
    ),
  );

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Not permitted to signal it: it is there.
    return codeOf(error) === 'EPERM';
  }
};

/** Whether the holder runs: a killed process, also one that nobody has waited for, or a number used anew, does not. */
const isRunning = ({ pid, host, started }: Holder): T.Task<boolean> =>
  host !== hostname()
    ? T.of(true)
    : pipe(
        processStat(pid),
        T.map((stat) =>
          stat === undefined
            ? exists(pid)
            : stat.state !== 'Z' && (started === null || stat.started === started),
        ),
      );

const describeMyself: T.Task<string> = pipe(
  processStat(process.pid),
  T.map((stat): Holder => ({ pid: process.pid, host: hostname(), started: stat?.started ?? null })),
  T.map((holder) => `${JSON.stringify(holder)}\n`),
);

/** A crash of the system can leave a half-written lock: it counts as nobody's. */
const parseHolder = (text: string): Holder | undefined =>
  pipe(
    E.tryCatch(
      () => JSON.parse(text) as unknown,
      () => undefined,
    ),
    E.chainW(holderCodec.decode),
    E.match(
      () => undefined,
      (holder) => holder,
    ),
  );

const runningHolder = (text: string): T.Task<Holder | undefined> => {
  const holder = parseHolder(text);
  return holder === undefined
    ? T.of(undefined)
    : pipe(
        isRunning(holder),
        T.map((running) => (running ? holder : undefined)),
      );
};

const removeStale = (path: string): TE.TaskEither<FileError | Locked, void> =>
  pipe(
    readTextIfThere(path),
    TE.chainTaskK((text) => runningHolder(text ?? '')),
    TE.chainW((holder) =>
      holder === undefined
        ? removeFile(path)
        : TE.left<FileError | Locked>({ kind: 'locked', path, pid: holder.pid, host: holder.host }),
    ),
  );

/**
 * Takes the lock file at `path` for this process. A lock whose process is gone (killed, crashed) is taken over.
 * Release it with {@link removeFile}.
 */
export const acquireLock = (path: string): TE.TaskEither<FileError | Locked, void> =>
  pipe(
    TE.fromTask<string, FileError | Locked>(describeMyself),
    TE.chain((text) => {
      const create: TE.TaskEither<FileError | Locked, void> = createExclusively(path, text);
      return pipe(
        create,
        TE.orElse((error) =>
          error.kind === 'file' && error.code === 'EEXIST'
            ? pipe(
                removeStale(path),
                TE.chain(() => create),
              )
            : TE.left(error),
        ),
      );
    }),
  );
