import type { MetaState } from '@sgmrl/meta-learning';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { configurationHash } from '../configuration/configuration-hash';
import type { Effect } from '../errors/effect';
import { append, writeAtomically } from '../files/files';
import { encodeCheckpoint } from './checkpoint';
import { addToChecksum, encodeRecord, type IterationRecord } from './metrics-file';
import type { StoredRun } from './stored-run';

/** The text of a checkpoint of a run, with the checksum of its metrics up to the state. */
export const checkpointText = (
  { config }: Pick<StoredRun, 'config'>,
  state: MetaState,
  metrics: string,
): string => encodeCheckpoint({ configuration: configurationHash(config), state, metrics });

/**
 * Keeps one iteration after those of a checksum, and gives the checksum that includes it: first its
 * line of metrics, then its checkpoint, so that a crash in between leaves a line too many, which
 * `settleRun` takes out.
 */
export const keepIteration = (
  { paths, config }: StoredRun,
  before: string,
  state: MetaState,
  record: IterationRecord,
): Effect<string> => {
  const line = encodeRecord(record);
  const metrics = addToChecksum(before, line);
  return pipe(
    append(paths.metrics, line),
    TE.chain(() => writeAtomically(paths.checkpoint, checkpointText({ config }, state, metrics))),
    TE.map(() => metrics),
  );
};
