import { open, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { codeOf, temporaryBeside, toFileError, type FileError } from '../files/files';
import { silenceInSeconds } from './silence';

/**
 * Milliseconds between the signs of life of a holder, and after which a file without one is
 * suspect.
 */
const beat = 2_000;
const suspectAfter = 1000 * silenceInSeconds;
/** How long a suspect file is watched: more than two beats. */
const watched = 5_000;

/**
 * What the thread does: it writes the last byte of the file, an end of line, anew, which changes
 * nothing but the time of the file. It keeps the file open, so that it never touches one that has
 * taken its place. A thread of its own goes on while the main thread computes; a text rather than a
 * module, since a text can be started from any bundle.
 */
const program = `
const { fsyncSync, fstatSync, openSync, writeSync } = require('node:fs');
const { workerData } = require('node:worker_threads');
const file = openSync(workerData.path, 'r+');
const last = fstatSync(file).size - 1;
setInterval(() => {
  try {
    writeSync(file, '\\n', last);
    fsyncSync(file);
  } catch {}
}, workerData.beat);
`;

/**
 * Gives a sign of life in a file, whose last byte is an end of line, every two seconds until it is
 * stopped, however long this thread computes. Where no thread can be started there is none.
 */
export const startHeartbeat = (path: string): (() => Promise<void>) => {
  const thread = new Worker(program, { eval: true, execArgv: [], workerData: { path, beat } });
  thread.unref();
  thread.on('error', () => undefined);
  return async () => {
    await thread.terminate();
  };
};

const timeOf = async (path: string): Promise<number> => {
  // Opened, since a network file system asks its server anew when a file is opened.
  const file = await open(path, 'r');
  try {
    return (await file.stat()).mtimeMs;
  } finally {
    await file.close();
  }
};

/** What the clock of the file system says, which is that of the times of its files. */
const clockBeside = async (path: string): Promise<number> => {
  const probe = temporaryBeside(path);
  try {
    await writeFile(probe, '\n');
    return await timeOf(probe);
  } finally {
    await rm(probe, { force: true });
  }
};

const staysSilent = async (path: string, time: number): Promise<boolean> => {
  const end = performance.now() + watched;
  while (performance.now() < end) {
    await setTimeout(100);
    if ((await timeOf(path)) !== time) return false;
  }
  return true;
};

/**
 * Whether a file has had no sign of life for a minute, and gets none while it is watched for five
 * seconds. Both are measured without the clock of the holder: by that of the file system, and by
 * the time that passes here. A file that is gone is silent.
 */
export const isSilent = (path: string): TE.TaskEither<FileError, boolean> =>
  TE.tryCatch(
    async () => {
      try {
        const time = await timeOf(path);
        const age = (await clockBeside(path)) - time;
        return (age < 0 || age >= suspectAfter) && (await staysSilent(path, time));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return true;
        throw error;
      }
    },
    toFileError('read', path),
  );
