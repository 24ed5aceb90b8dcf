import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Effect } from '../errors/effect';
import { readTextIfThere, writeAtomically } from '../files/files';
import { parseJson } from '../files/parse-json';
import type { StoredRun } from './stored-run';
import type { Summary } from './summary';

/** Whether a run has ended with all of its iterations done, its summary included. */
export const isFinished = ({ paths, config, state }: StoredRun): Effect<boolean> =>
  pipe(
    readTextIfThere(paths.summary),
    TE.map(
      (text = 'null') =>
        (state?.iteration ?? 0) === config.iterations &&
        pipe(parseJson(paths.summary)(text), E.exists(t.type({ status: t.literal('finished') }).is)),
    ),
  );

/** Writes summary.json. */
export const keepSummary = ({ paths }: StoredRun, summary: Summary): Effect<void> =>
  writeAtomically(paths.summary, `${JSON.stringify(summary, null, 2)}\n`);
