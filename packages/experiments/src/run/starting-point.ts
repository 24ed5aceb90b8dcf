import { dirname, join, resolve } from 'node:path';
import { learnedIn, type Learned } from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Config, StartingPoint } from '../configuration/config';
import type { Effect } from '../errors/effect';
import type { ExperimentError, UnusableRun } from '../errors/experiment-error';
import { readText, readTextIfThere } from '../files/files';
import { canonicalJson } from '../files/canonical-json';
import { sha256, shortHash } from '../files/hash';
import { parseJson } from '../files/parse-json';
import { decodeCheckpoint } from './checkpoint';
import { runPaths, type RunPaths } from './run-paths';
import { unusable } from './unusable-run';

/** What a run begins from. */
export interface Start {
  /** Of the checkpoint, for the copy in the run. */
  readonly text: string;
  /** θ_0, and what else was learned with it. */
  readonly learned: Learned;
}

const startIn =
  (path: string, expected: string, mend?: string) =>
  (text: string): E.Either<UnusableRun, Start> =>
    sha256(text) === expected
      ? pipe(
          decodeCheckpoint(text),
          E.bimap(
            (problem) => unusable(path, problem, mend),
            ({ state }) => ({ text, learned: learnedIn(state) }),
          ),
        )
      : E.left(
          unusable(
            path,
            `it is another checkpoint than the configuration names in from: expected the hash ${shortHash(expected)}, found ${shortHash(sha256(text))}`,
            mend,
          ),
        );

/** What a run has begun with, from its own copy; undefined where it was drawn. */
export const readStart = ({ start }: RunPaths, { from }: Config): Effect<Learned | undefined> => {
  if (from === undefined) return TE.right(undefined);
  const mend = `put back a copy of ${from.checkpoint} as it was`;
  return pipe(
    readTextIfThere(start),
    TE.chainEitherKW((text) =>
      text === undefined
        ? E.left(unusable(start, 'the checkpoint that the run began from is gone', mend))
        : startIn(start, from.sha256, mend)(text),
    ),
    TE.map(({ learned }) => learned),
  );
};

/** The configuration of the run that a checkpoint lies in, or below it, as plain JSON. */
const configBeside = (
  checkpoint: string,
): Effect<{ readonly path: string; readonly value: unknown } | undefined> => {
  const folder = dirname(checkpoint);
  const [beside, above] = [folder, dirname(folder)].map((each) => runPaths(each).config);
  const read = (path: string) =>
    pipe(
      readTextIfThere(path),
      TE.chainEitherKW((text) =>
        text === undefined
          ? E.right(undefined)
          : pipe(
              parseJson(path)(text),
              E.map((value) => ({ path, value })),
            ),
      ),
    );
  return pipe(
    read(beside),
    TE.chain((found) => (found === undefined ? read(above) : TE.right(found))),
  );
};

const samePolicy =
  ({ policy }: Config, checkpoint: string) =>
  (value: unknown): E.Either<ExperimentError, void> =>
    t.UnknownRecord.is(value) && canonicalJson(value.policy) !== canonicalJson(policy)
      ? E.left({
          kind: 'invalid-config',
          source: 'configuration',
          fields: [
            {
              path: 'policy',
              expected: `${JSON.stringify(value.policy)}, whose parameters ${checkpoint} holds`,
              found: policy,
            },
          ],
        })
      : E.right(undefined);

/**
 * What a run of a configuration is to begin from; undefined where parameters are drawn. Left if it
 * is of another policy.
 */
export const startOf = (config: Config): Effect<Start | undefined> => {
  const { from } = config;
  if (from === undefined) return TE.right(undefined);
  return pipe(
    readText(from.checkpoint),
    TE.chainEitherKW(startIn(from.checkpoint, from.sha256)),
    TE.chainFirst(() =>
      pipe(
        configBeside(from.checkpoint),
        TE.chainEitherKW((found) => samePolicy(config, from.checkpoint)(found?.value)),
      ),
    ),
  );
};

/**
 * A checkpoint as it is now: that of the run in a folder, or the file itself.
 *
 * @example
 * ```ts
 * import { match } from 'node:assert';
 * import { describeError, startingPoint } from '@sgmrl/experiments';
 * const none = await startingPoint('runs/there-is-none')();
 * match(none._tag === 'Left' ? describeError(none.left) : '', /there is no checkpoint to begin from/);
 * ```
 */
export const startingPoint = (path: string): Effect<StartingPoint> => {
  const named =
    (checkpoint: string) =>
    (text: string): StartingPoint => ({
      checkpoint: resolve(checkpoint),
      sha256: sha256(text),
    });
  const last = join(path, 'checkpoint');
  return pipe(
    readText(last),
    TE.map(named(last)),
    TE.orElse(({ code }) =>
      code === 'ENOTDIR'
        ? pipe(readText(path), TE.map(named(path)))
        : TE.left<ExperimentError, StartingPoint>(
            unusable(
              path,
              'there is no checkpoint to begin from: give the folder of a run that has done an iteration, or a checkpoint',
            ),
          ),
    ),
  );
};

/**
 * The configuration file of the run that a checkpoint is of.
 *
 * @example
 * ```ts
 * import { match } from 'node:assert';
 * import { configFileOf, describeError } from '@sgmrl/experiments';
 * const lone = await configFileOf({ checkpoint: '/nowhere/checkpoint', sha256: '0'.repeat(64) })();
 * match(lone._tag === 'Left' ? describeError(lone.left) : '', /there is no config.json beside it/);
 * ```
 */
export const configFileOf = ({ checkpoint }: StartingPoint): Effect<string> =>
  pipe(
    configBeside(checkpoint),
    TE.chainEitherK((found) =>
      found === undefined
        ? E.left<ExperimentError, string>(
            unusable(
              checkpoint,
              'there is no config.json beside it: say which configuration by --preset or --config',
            ),
          )
        : E.right(found.path),
    ),
  );
