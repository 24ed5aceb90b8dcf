import { join } from 'node:path';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../errors/effect';
import { claimFolder, makeFolder } from '../files/files';

/**
 * A new folder `parent`/`name`, or `name`-2, `name`-3, … if there is one of that name already.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { freshDirectory } from '@sgmrl/experiments';
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * const fresh = freshDirectory(join(folder, 'runs'), 'mine');
 * deepStrictEqual(await fresh(), { _tag: 'Right', right: join(folder, 'runs', 'mine') });
 * deepStrictEqual(await fresh(), { _tag: 'Right', right: join(folder, 'runs', 'mine-2') });
 * rmSync(folder, { recursive: true });
 * ```
 */
export const freshDirectory = (parent: string, name: string): Effect<string> => {
  const claim = (attempt: number): Effect<string> => {
    const path = join(parent, attempt === 1 ? name : `${name}-${String(attempt)}`);
    return pipe(
      claimFolder(path),
      TE.chainW((claimed) => (claimed ? TE.right(path) : claim(attempt + 1))),
    );
  };
  return pipe(
    makeFolder(parent),
    TE.chainW(() => claim(1)),
  );
};
