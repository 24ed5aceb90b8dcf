import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeRecords, describeError, evaluateRun, readRun } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { RunResult } from './table';

/** Held-out tasks that the gain of adaptation is measured on. */
const heldOutTasks = 40;

/** Reads a run directory and evaluates its parameters on held-out tasks. Left says what is wrong with it. */
export const readResult = (directory: string): TE.TaskEither<string, RunResult> =>
  pipe(
    TE.Do,
    TE.apS('run', readRun(directory)),
    TE.apS(
      'evaluation',
      evaluateRun(directory, { tasks: heldOutTasks, innerSteps: undefined, seed: undefined }),
    ),
    TE.mapLeft(describeError),
    TE.bind('text', () => TE.tryCatch(() => readFile(join(directory, 'metrics.jsonl'), 'utf8'), String)),
    TE.chainEitherK(({ run, evaluation: { rows }, text }) =>
      pipe(
        decodeRecords(run.state?.iteration ?? 0)(text),
        E.map((records): RunResult => ({
          algorithm: run.config.algorithm.debiasing,
          seed: run.config.seed,
          before: records.map(({ before }) => before.undiscounted.mean),
          after: records.map(({ after }) => after.undiscounted.mean),
          heldOut: {
            before: rows[0].trained.undiscounted.mean,
            after: rows[rows.length - 1].trained.undiscounted.mean,
          },
        })),
      ),
    ),
  );
