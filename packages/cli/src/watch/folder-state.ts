import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type * as T from 'fp-ts/lib/Task.js';

/** Files that say how far a run or a comparison is. */
const telling = ['comparison.json', 'config.json', 'metrics.jsonl', 'evaluation.json', 'summary.json'];

/** Size and time of a file; nothing if it is gone. */
const stateOf = async (path: string): Promise<string> => {
  try {
    const { size, mtimeMs } = await stat(path);
    return `${path} ${String(size)} ${String(mtimeMs)}`;
  } catch {
    return '';
  }
};

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  try {
    const names = await readdir(folder, { recursive: true });
    return names.filter((name) => telling.includes(basename(name))).map((name) => join(folder, name));
  } catch {
    return [];
  }
};

/**
 * A text that is another one once a run in the folders has gone on: sizes and times of their files.
 */
export const folderState =
  (folders: readonly string[]): T.Task<string> =>
  async () => {
    const files = (await Promise.all(folders.map(filesBelow))).flat();
    return (await Promise.all(files.map(stateOf))).join('\n');
  };
