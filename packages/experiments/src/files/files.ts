import { randomBytes } from 'node:crypto';
import { constants, createReadStream, openSync } from 'node:fs';
import { access, link, mkdir, open, readFile, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** An operation on a file or folder that the system refused. */
export interface FileError {
  readonly kind: 'file';
  /** What was to be done with it. */
  readonly action: 'read' | 'write' | 'create folder' | 'remove';
  /** The file or folder. */
  readonly path: string;
  /** The system's code, such as ENOSPC; undefined if it gave none. */
  readonly code: string | undefined;
  /** In words: the system's own where the code is not one of those that are common. */
  readonly reason: string;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than allowed',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is a file, or below one, not a folder',
  EEXIST: 'a file of that name is in the way',
  EISDIR: 'it is a folder, not a file',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many links lead in a circle',
  EIO: 'the disk failed',
  ENXIO: 'it is a pipe or device with nobody at its other end',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
};

/** The system's code of an error, such as ENOENT. */
export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** An error that the system threw, as a value. */
export const toFileError =
  (action: FileError['action'], path: string) =>
  (error: unknown): FileError => {
    const code = codeOf(error);
    const known = code === undefined ? undefined : reasons[code];
    const reason = known ?? (error instanceof Error ? error.message : String(error));
    return { kind: 'file', action, path, code, reason };
  };

const attempt = <A>(
  action: FileError['action'],
  path: string,
  effect: () => Promise<A>,
): TE.TaskEither<FileError, A> => TE.tryCatch(effect, toFileError(action, path));

/** Pipes and devices may never end: 16 MiB of them are read at most. */
const longestStream = 16_777_216;

const within16MiB = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    length += chunk.length;
    if (length > longestStream) throw new Error('it is no regular file, and does not end within 16 MiB');
  }
  return Buffer.concat(read);
};

/**
 * What is written into a pipe. To open one that nobody writes to would hold a thread until somebody
 * does, and with it the end of this process.
 */
const readPipe = (path: string): Promise<Uint8Array> => {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return within16MiB(new Socket({ fd: descriptor, readable: true, writable: false }));
};

/** The bytes of a file; of what is no regular file only if it ends. */
const readBytes = async (path: string): Promise<Uint8Array> => {
  const found = await stat(path);
  if (found.isFile()) return readFile(path);
  return found.isFIFO() ? readPipe(path) : within16MiB(createReadStream(path));
};

/** The bytes of a file that this program keeps, which is no pipe that may never end. */
const readKeptBytes = async (path: string): Promise<Uint8Array> => {
  const found = await stat(path);
  // To read a folder fails.
  if (found.isFile() || found.isDirectory()) return readFile(path);
  throw new Error('it is a pipe or a device, not a file');
};

const toText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

const undefinedIfMissing = <A>(read: TE.TaskEither<FileError, A>): TE.TaskEither<FileError, A | undefined> =>
  pipe(
    read,
    TE.orElseW((error) => (error.code === 'ENOENT' ? TE.right(undefined) : TE.left(error))),
  );

/**
 * The text of a UTF-8 file, a byte order mark left out; of a pipe what is written into it.
 *
 * @example See {@link writeAtomically}.
 */
export const readText = (path: string): TE.TaskEither<FileError, string> =>
  attempt('read', path, async () => toText(await readBytes(path)));

/**
 * The text of a UTF-8 file that this program keeps, a byte order mark left out; undefined for one
 * that does not exist.
 */
export const readTextIfThere = (path: string): TE.TaskEither<FileError, string | undefined> =>
  undefinedIfMissing(attempt('read', path, async () => toText(await readKeptBytes(path))));

/**
 * Like {@link readTextIfThere}, whatever the bytes are: those that are not UTF-8 come as U+FFFD.
 */
export const readLooselyIfThere = (path: string): TE.TaskEither<FileError, string | undefined> =>
  undefinedIfMissing(
    attempt('read', path, async () => Buffer.from(await readKeptBytes(path)).toString('utf8')),
  );

/**
 * The bytes of a file, each as one character (latin1), so that whatever is not UTF-8 can be written
 * again as it was; undefined for a file that does not exist.
 */
export const readRawIfThere = (path: string): TE.TaskEither<FileError, string | undefined> =>
  undefinedIfMissing(
    attempt('read', path, async () => Buffer.from(await readKeptBytes(path)).toString('latin1')),
  );

/**
 * The names in a folder; none if the folder does not exist.
 *
 * @example See {@link writeAtomically}.
 */
export const listFolder = (path: string): TE.TaskEither<FileError, readonly string[]> =>
  pipe(
    attempt<readonly string[]>('read', path, () => readdir(path)),
    TE.orElse((error) => (error.code === 'ENOENT' ? TE.right([]) : TE.left(error))),
  );

/** The folders in a folder, links to others left out. */
export const listFolders = (path: string): TE.TaskEither<FileError, readonly string[]> =>
  attempt('read', path, async () =>
    (await readdir(path, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  );

/** When a file was written last; undefined for one that does not exist. */
export const writtenAt = (path: string): TE.TaskEither<FileError, Date | undefined> =>
  pipe(
    attempt<Date | undefined>('read', path, async () => (await stat(path)).mtime),
    TE.orElse((error) => (error.code === 'ENOENT' ? TE.right(undefined) : TE.left(error))),
  );

/** Makes a folder that must not be there yet; false if it is. */
export const claimFolder = (path: string): TE.TaskEither<FileError, boolean> =>
  pipe(
    attempt('create folder', path, () => mkdir(path)),
    TE.match(
      (error) => (error.code === 'EEXIST' ? E.right(false) : E.left(error)),
      () => E.right(true),
    ),
  );

/**
 * Not by `recursive` of Node's mkdir, which never returns where the system makes no folders (below
 * /proc).
 */
const makeFolderAndAbove = (path: string): TE.TaskEither<FileError, boolean> =>
  pipe(
    claimFolder(path),
    TE.orElse((error) =>
      error.code === 'ENOENT' && dirname(path) !== path
        ? pipe(
            makeFolderAndAbove(dirname(path)),
            TE.chain(() => claimFolder(path)),
          )
        : TE.left(error),
    ),
  );

/**
 * Makes a folder and those above it, as far as they are not there, and checks that files can be
 * made in it.
 *
 * @example See {@link writeAtomically}.
 */
export const makeFolder = (path: string): TE.TaskEither<FileError, void> =>
  pipe(
    makeFolderAndAbove(resolve(path)),
    TE.chain(() =>
      attempt('create folder', path, async () => {
        // A file of that name is no folder: this fails.
        await readdir(path);
        await access(path, constants.W_OK | constants.X_OK);
      }),
    ),
  );

/** Where a path leads, symbolic links followed as far as it is there. */
export const realPathOf =
  (path: string): T.Task<string> =>
  async () => {
    const absolute = resolve(path);
    try {
      return await realpath(absolute);
    } catch {
      const above = dirname(absolute);
      return above === absolute ? absolute : join(await realPathOf(above)(), basename(absolute));
    }
  };

const writeDurably = async (
  path: string,
  flags: string | number,
  content: string | Uint8Array,
): Promise<void> => {
  const file = await open(path, flags);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** A name beside `path` that no other process and no other call uses. */
export const temporaryBeside = (path: string): string =>
  `${path}.${String(process.pid)}-${randomBytes(6).toString('hex')}.tmp`;

/**
 * The process that writes or wrote the temporary file of this name; undefined if it is not such a
 * name.
 */
export const writerOf = (name: string): number | undefined => {
  const found = /\.(\d+)-[0-9a-f]{12}\.tmp$/.exec(name);
  return found === null ? undefined : Number(found[1]);
};

/**
 * Puts `content` at `path` in one step: whoever reads sees the old file or the new one, also after
 * a crash at any moment. It is first written to a temporary file beside it, under a name of this
 * call alone, and brought to the disk; if that fails, the old file stays.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { listFolder, makeFolder, readText, writeAtomically } from '@sgmrl/experiments';
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * const path = join(folder, 'a', 'b', 'notes.txt');
 * const missing = await readText(path)();
 * deepStrictEqual(missing._tag === 'Left' && missing.left.reason, 'it does not exist');
 * await makeFolder(join(folder, 'a', 'b'))();
 * await writeAtomically(path, 'old')();
 * await writeAtomically(path, 'new')();
 * deepStrictEqual(await readText(path)(), { _tag: 'Right', right: 'new' });
 * const names = await listFolder(join(folder, 'a', 'b'))();
 * deepStrictEqual(names._tag === 'Right' && [...names.right], ['notes.txt']); // nothing temporary is left
 * rmSync(folder, { recursive: true });
 * ```
 */
export const writeAtomically = (path: string, content: string | Uint8Array): TE.TaskEither<FileError, void> =>
  attempt('write', path, async () => {
    const temporary = temporaryBeside(path);
    try {
      await writeDurably(temporary, 'wx', content);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });

/** As for `'a'`, but that a pipe which nobody reads is refused and not waited for. */
const toItsEnd = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NONBLOCK;

/** Adds to the end of a file and brings it to the disk. */
export const append = (path: string, content: string | Uint8Array): TE.TaskEither<FileError, void> =>
  attempt('write', path, () => writeDurably(path, toItsEnd, content));

/** What `link` says where a file system has no hard links. */
const withoutLinks: readonly (string | undefined)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** In two steps, for want of links: a reader may see an empty file for a moment. */
const createInPlace = (path: string, text: string): Promise<void> => writeDurably(path, 'wx', text);

const createByLink = async (path: string, text: string): Promise<void> => {
  const temporary = temporaryBeside(path);
  try {
    await writeDurably(temporary, 'wx', text);
    await link(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
};

/**
 * Creates a file, whole or not at all, where there is none; false if something is there already. Of
 * any number of processes that try at once, one succeeds.
 */
export const createWhole = (path: string, text: string): TE.TaskEither<FileError, boolean> =>
  pipe(
    attempt('write', path, () => createByLink(path, text)),
    TE.orElse((error) =>
      withoutLinks.includes(error.code)
        ? attempt('write', path, () => createInPlace(path, text))
        : TE.left(error),
    ),
    TE.match(
      (error) => (error.code === 'EEXIST' ? E.right(false) : E.left(error)),
      () => E.right(true),
    ),
  );

/** Removes a file; none there is fine. */
export const removeFile = (path: string): TE.TaskEither<FileError, void> =>
  attempt('remove', path, () => rm(path, { force: true }));
