import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../errors/effect';
import { append, readRawIfThere, writeAtomically } from '../files/files';
import { shortHash } from '../files/hash';
import {
  addToChecksum,
  noChecksum,
  settleMetrics,
  type IterationRecord,
  type SettledMetrics,
} from './metrics-file';
import type { Kept, StoredRun } from './stored-run';
import { orAgain, unusable } from './unusable-run';

const altered = (iterations: number, expected: string, found: string): string =>
  `it was altered since it was written: its first ${iterations === 1 ? 'line does' : `${String(iterations)} lines do`} not fit the checksum in checkpoint: ` +
  `expected ${shortHash(expected)}, found ${shortHash(found)}`;

/** The metrics up to the state of a run, and the text that they were found in. */
const readMetrics = ({ paths, state, checksum }: Pick<StoredRun, 'paths'> & Kept) =>
  pipe(
    TE.Do,
    TE.bind('text', () => readRawIfThere(paths.metrics)),
    TE.bindW('settled', ({ text }) =>
      pipe(
        settleMetrics(state?.iteration ?? 0)(text ?? ''),
        E.chain((settled) => {
          const found = addToChecksum(noChecksum, settled.text);
          return checksum === undefined || found === checksum
            ? E.right(settled)
            : E.left(altered(settled.records.length, checksum, found));
        }),
        E.mapLeft((problem) => unusable(paths.metrics, problem, orAgain(paths))),
        TE.fromEither,
      ),
    ),
  );

/** The records up to the state of a run. */
export const readRecords = (run: Pick<StoredRun, 'paths'> & Kept): Effect<readonly IterationRecord[]> =>
  pipe(
    readMetrics(run),
    TE.map(({ settled: { records } }) => records),
  );

/**
 * The metrics up to the state of a run; whatever the file holds beyond them is taken out of it.
 * Lines that no ordinary crash leaves are kept in a file of their own. The lock must be held.
 */
export const settleRun = (run: StoredRun): Effect<SettledMetrics> =>
  pipe(
    readMetrics(run),
    TE.chainFirstW(({ settled: { surplus } }) =>
      surplus.text === ''
        ? TE.right(undefined)
        : append(run.paths.surplus, Buffer.from(surplus.text, 'latin1')),
    ),
    TE.chainFirstW(({ text, settled }) =>
      text === undefined || text === settled.text
        ? TE.right(undefined)
        : writeAtomically(run.paths.metrics, settled.text),
    ),
    TE.map(({ settled }) => settled),
  );
