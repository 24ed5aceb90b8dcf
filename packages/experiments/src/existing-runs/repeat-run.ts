import { resolve } from 'node:path';
import type { MetaState } from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config, ConfiguredModule } from '../configuration/config';
import type { ExperimentError, UnusableRun } from '../errors/experiment-error';
import { readText, readTextIfThere } from '../files/files';
import { sha256, sha256OfVector } from '../files/hash';
import { encodeRecord, type IterationRecord } from '../run/metrics-file';
import { decodeCheckpoint, encodeCheckpoint } from '../run/checkpoint';
import { arithmeticOfRun } from '../run/arithmetic';
import { readRecords } from '../run/kept-metrics';
import { readRun, type StoredRun } from '../run/stored-run';
import { runPaths } from '../run/run-paths';
import { versionsIn } from '../run/summary';
import { versions, type Versions } from '../run/versions';
import { startRun } from '../training/train';
import type { TrainOptions } from '../training/train-options';

/** How the second time went. */
export type Repetition = {
  /** Iterations that were done again and are equal. */
  readonly equal: number;
  /** Of the programs, which may have changed. */
  readonly versions: {
    /** With what the run was computed; undefined where it does not say so. */
    readonly then: Versions | undefined;
    /** With what it was repeated. */
    readonly now: Versions;
  };
} & (
  | {
      /** All that the run has done came out again, to the bit. */
      readonly outcome: 'equal';
      /** SHA-256 of the run's checkpoint. */
      readonly checkpoint: string;
      /** SHA-256 of θ as little-endian float64: what is known of a run that left no checkpoint. */
      readonly parameters: string;
    }
  | {
      /** Something else came out. */
      readonly outcome: 'different';
      /** The first iteration whose metrics differ; undefined where only the checkpoints do. */
      readonly iteration: number | undefined;
    }
  | {
      /** Stopped before all iterations were done again. */
      readonly outcome: 'stopped';
    }
);

/** What took how long is no part of a result. */
const comparable = (record: IterationRecord): string =>
  encodeRecord({ ...record, seconds: { plan: 0, run: 0, finish: 0 } });

/** The text of a checkpoint as programs of before wrote it, without the checksum of the metrics. */
const ofOld = (text: string): string | undefined =>
  pipe(
    decodeCheckpoint(text),
    E.match(
      () => undefined,
      ({ configuration, state }) => encodeCheckpoint({ configuration, state }),
    ),
  );

/** Whether what a run kept, now or by a program of before, is what came out again. */
const isSame = (kept: string, again: string): boolean => kept === again || kept === ofOld(again);

const nothingDone = ({ paths: { directory } }: StoredRun): UnusableRun => ({
  kind: 'unusable-run',
  path: directory,
  problem: 'it has done no iterations: there is nothing to repeat',
});

const begun = (run: StoredRun): E.Either<UnusableRun, MetaState> =>
  run.state === undefined ? E.left(nothingDone(run)) : E.right(run.state);

/** What a run began from is in its folder, wherever else it was. */
const fromOwnCopy = ({ config, paths }: StoredRun): Config =>
  config.from === undefined
    ? config
    : { ...config, from: { ...config.from, checkpoint: resolve(paths.start) } };

/**
 * Runs the configuration of a run again in another directory, for as many iterations as it has
 * done, and compares iteration by iteration and, at the end, the checkpoints to the byte (those of
 * programs of before hold no checksum of the metrics: it is left out then). It stops at the first
 * difference. The run itself is only read. Modules as for `readRun`.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { presets, repeatRun, startRun } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 2 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * await startRun(config, join(folder, 'once'), options)();
 * const repeated = await repeatRun(join(folder, 'once'), join(folder, 'again'), options)();
 * strictEqual(E.isRight(repeated) && repeated.right.outcome, 'equal');
 * rmSync(folder, { recursive: true });
 * ```
 */
export const repeatRun = (
  directory: string,
  into: string,
  options: TrainOptions,
  modules?: readonly ConfiguredModule[],
): TE.TaskEither<ExperimentError, Repetition> =>
  pipe(
    TE.Do,
    TE.bind('run', () => readRun(directory, modules)),
    TE.chainFirstEitherKW(({ run }) => arithmeticOfRun(directory, run.config)),
    TE.bindW('state', ({ run }) => TE.fromEither(begun(run))),
    TE.bind('records', ({ run }) => readRecords(run)),
    TE.bindW('checkpoint', ({ run }) => readText(run.paths.checkpoint)),
    TE.bindW('summary', ({ run }) => readTextIfThere(run.paths.summary)),
    TE.chain(({ run, state: { iteration: iterations, parameters }, records, checkpoint, summary = '' }) => {
      const expected = records.map(comparable);
      let equal = 0;
      let different: number | undefined;
      return pipe(
        startRun({ ...fromOwnCopy(run), iterations }, into, {
          ...options,
          onIteration: (record) => {
            if (comparable(record) === expected[equal]) equal += 1;
            else different ??= record.iteration;
            options.onIteration(record);
          },
          stopRequested: () => different !== undefined || options.stopRequested(),
        }),
        TE.chainW(() => readTextIfThere(runPaths(into).checkpoint)),
        TE.map((found = ''): Repetition => {
          const common = { equal, versions: { then: versionsIn(summary), now: versions } };
          if (different !== undefined) return { ...common, outcome: 'different', iteration: different };
          if (equal < iterations) return { ...common, outcome: 'stopped' };
          return isSame(checkpoint, found)
            ? {
                ...common,
                outcome: 'equal',
                checkpoint: sha256(checkpoint),
                parameters: sha256OfVector(parameters),
              }
            : { ...common, outcome: 'different', iteration: undefined };
        }),
      );
    }),
  );
