import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../errors/effect';
import type { ExperimentError, UnusableRun } from '../errors/experiment-error';
import { readTextIfThere, removeFile, writeAtomically } from '../files/files';
import {
  decodeKeeping,
  encodeKeeping,
  keepsNothing,
  settleKeeping,
  type Keeping,
  type KeepingRequest,
} from './keeping';
import { atCheckpoint, type StoredRun } from './stored-run';
import type { RunPaths } from './run-paths';
import { unusable } from './unusable-run';
import { bestOf, decodeValidations, noValidations, type KeptValidations } from './validation-file';

/** What a run keeps beside its last state. */
export interface KeptBeside {
  /** From now on. */
  readonly keeping: Keeping;
  readonly before: KeptValidations;
  /** Whether a crash kept the last state as the best one, and not yet why. */
  readonly unsettled: boolean;
}

const mendOf = ({ validation, best }: RunPaths): string =>
  `put back copies of ${validation} and ${best}, or remove both to measure again`;

/** What a new run in a folder is to keep. */
export const keptOfNew = (directory: string, asked: KeepingRequest): E.Either<UnusableRun, KeptBeside> =>
  pipe(
    settleKeeping({}, asked, undefined),
    E.bimap(
      (problem) => unusable(directory, problem),
      (keeping) => ({ keeping, before: noValidations, unsettled: false }),
    ),
  );

/** The iteration of the state that is kept as the best; undefined where none is. */
const bestKept = (run: StoredRun): Effect<number | undefined> =>
  pipe(
    readTextIfThere(run.paths.best),
    TE.chainW((text) =>
      text === undefined
        ? TE.right(undefined)
        : pipe(
            atCheckpoint('best')(run),
            TE.map(({ state }) => state?.iteration),
          ),
    ),
  );

/** The best state is written before the line that says so. */
const isUnsettled = (
  { paths, state }: StoredRun,
  { validations }: KeptValidations,
  found: number | undefined,
): E.Either<UnusableRun, boolean> => {
  const expected = bestOf(validations)?.iteration;
  if (found === expected) return E.right(false);
  if (
    found !== undefined &&
    found === state?.iteration &&
    !validations.some(({ iteration }) => iteration === found)
  )
    return E.right(true);
  const [says, holds] = [expected, found].map((iteration) =>
    iteration === undefined ? 'none' : `that after iteration ${String(iteration)}`,
  );
  return E.left(
    unusable(
      paths.best,
      `it is not the best state by validation.jsonl: expected ${says}, found ${holds}`,
      mendOf(paths),
    ),
  );
};

/** Without a word of how often, validations would end. */
const checkGoesOn = (
  { validation, best, keeping: path }: RunPaths,
  { validations }: KeptValidations,
  found: number | undefined,
  keeping: Keeping,
): E.Either<UnusableRun, Keeping> =>
  keeping.validation !== undefined || (validations.length === 0 && found === undefined)
    ? E.right(keeping)
    : E.left(
        unusable(
          path,
          'it does not say how often the run is validated, which it was until now',
          `put back a copy of it, or give --evaluate-every N (and --patience N, where there was one); ` +
            `to end validation take away ${validation} and ${best}`,
        ),
      );

/**
 * What was kept beside the last state of a run, and what is to be from now on. Nothing is written.
 */
export const readKeptBeside = (run: StoredRun, asked: KeepingRequest): Effect<KeptBeside> => {
  const { paths } = run;
  return pipe(
    TE.Do,
    TE.bind('stored', () => readTextIfThere(paths.keeping)),
    TE.bindW('text', () => readTextIfThere(paths.validation)),
    TE.bindW('before', ({ text = '' }) =>
      pipe(
        decodeValidations(text),
        E.mapLeft((problem) => unusable(paths.validation, problem, mendOf(paths))),
        TE.fromEither,
      ),
    ),
    TE.bindW('found', () => bestKept(run)),
    TE.bindW('unsettled', ({ before, found }) => TE.fromEither(isUnsettled(run, before, found))),
    TE.bindW('keeping', ({ stored, before, found }) =>
      pipe(
        stored === undefined ? E.right<ExperimentError, Keeping>({}) : decodeKeeping(paths.keeping)(stored),
        E.chainW((keeping) =>
          pipe(
            settleKeeping(keeping, asked, before.validations.at(0)?.tasks),
            E.mapLeft((problem) => unusable(paths.directory, problem)),
          ),
        ),
        E.chainW((keeping) => checkGoesOn(paths, before, found, keeping)),
        TE.fromEither,
      ),
    ),
    TE.map(({ keeping, before, unsettled }) => ({ keeping, before, unsettled })),
  );
};

/**
 * Writes what is kept beside the last state, so that whoever goes on with the run need not say it
 * again. The lock must be held.
 */
export const writeKeeping = ({ keeping: path }: RunPaths, keeping: Keeping): Effect<void> =>
  keepsNothing(keeping) ? removeFile(path) : writeAtomically(path, encodeKeeping(keeping));
