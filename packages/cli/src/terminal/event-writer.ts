import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visibleName } from '@sgmrl/codecs';
import { decodeRecords, type IterationRecord, type StoredRun } from '@sgmrl/experiments';
import { eventFileName, eventLog, type EventLog } from '@sgmrl/report';
import * as E from 'fp-ts/lib/Either.js';
import { complain, type Terminal } from './terminal';

/** Writes the event file of a run for TensorBoard, beside its other files, as it trains. */
export interface EventWriter {
  /** Puts the file to what the run has done, each iteration once. */
  readonly begin: (run: StoredRun) => void;
  /** One iteration more. */
  readonly add: (record: IterationRecord) => void;
}

const recordsOf = ({ paths, state }: StoredRun): readonly IterationRecord[] => {
  if (state === undefined) return [];
  const records = decodeRecords(state.iteration)(readFileSync(paths.metrics, 'utf8'));
  if (E.isLeft(records)) throw new Error(records.left);
  return records.right;
};

const startsWith = (whole: Uint8Array, part: Uint8Array): boolean =>
  Buffer.compare(whole.subarray(0, part.length), part) === 0;

/** A reader that follows the file keeps its place: what is right in it stays as it is. */
const settle = (path: string, bytes: Uint8Array): void => {
  if (existsSync(path) && startsWith(readFileSync(path), bytes)) truncateSync(path, bytes.length);
  else writeFileSync(path, bytes);
};

/**
 * The event file is not worth a run: where it cannot be written, that is told once, and training
 * goes on.
 */
export const eventWriter = (terminal: Terminal): EventWriter => {
  let open: { readonly path: string; readonly log: EventLog } | undefined;
  const attempt = (path: string, write: () => void): void => {
    try {
      write();
    } catch (error) {
      open = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      complain(terminal, visibleName(`sgmrl: ${path}: ${reason}: no more events are written`));
    }
  };
  return {
    begin: (run) => {
      const path = join(run.paths.directory, eventFileName);
      attempt(path, () => {
        const log = eventLog(recordsOf(run));
        settle(path, log.bytes);
        open = { path, log };
      });
    },
    add: (record) => {
      if (open === undefined) return;
      const { path, log } = open;
      attempt(path, () => {
        appendFileSync(path, log.append(record));
      });
    },
  };
};
