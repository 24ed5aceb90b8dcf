import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writerOf } from '../files/files';

/** What was under way when the process was told to end goes on, and may remove a file meanwhile. */
const holds = (path: string, text: string): boolean => {
  try {
    return statSync(path).isFile() && readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
};

/** What belongs to the lock at a path: itself, what it is made from, its guards. */
const belongsTo = (path: string, name: string): boolean =>
  name === basename(path) || name.startsWith(`${basename(path)}.`);

/** Only who holds the lock knows that no other process has its number in this folder. */
const removeMine = (path: string, text: string): void => {
  const folder = dirname(path);
  const names = readdirSync(folder);
  const isMine = (name: string): boolean => belongsTo(path, name) && holds(join(folder, name), text);
  const temporary = isMine(basename(path)) ? names.filter((name) => writerOf(name) === process.pid) : [];
  for (const name of new Set([...temporary, ...names.filter(isMine)]))
    rmSync(join(folder, name), { force: true });
};

/** Each lock that is held is a listener more. */
const raiseLimit = (by: number): void => {
  const limit = process.getMaxListeners();
  if (limit > 0) process.setMaxListeners(limit + by);
};

/**
 * Gives the lock at `path` back, if it holds `text`, and removes what this process was writing
 * beside it, when `process.exit` ends the process; gives what takes that back. Whoever is killed
 * otherwise leaves them behind.
 */
export const releaseAtExit = (path: string, text: string): (() => void) => {
  const release = (): void => {
    try {
      removeMine(path, text);
    } catch {
      // It counts as stale from now on, as after a crash.
    }
  };
  raiseLimit(1);
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    raiseLimit(-1);
  };
};
