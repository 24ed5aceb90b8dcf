import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../errors/effect';
import { listFolder } from '../files/files';
import type { RunPaths } from './run-paths';

/** Which files of a run a folder holds. */
export const runFilesIn = ({ directory }: RunPaths): Effect<readonly string[]> =>
  pipe(
    listFolder(directory),
    TE.map((names) =>
      [
        'config.json',
        'metrics.jsonl',
        'checkpoint',
        'summary.json',
        'validation.jsonl',
        'checkpoint-best',
      ].filter((name) => names.includes(name)),
    ),
  );
