import type { MetaState } from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { sha256, shortHash } from '../files/hash';
import { float64Vector } from './vector-codec';

/** What a checkpoint file holds. */
export interface Checkpoint {
  /** Hash of the configuration that the state belongs to. */
  readonly configuration: string;
  readonly state: MetaState;
  /** Checksum of the lines of metrics up to the state; undefined in checkpoints of old. */
  readonly metrics?: string | undefined;
}

const format = 'sgmrl-checkpoint';
const version = 1;

const header = t.type({ format: t.literal(format), version: t.number, sha256: t.string });

const checkpoint: t.Type<Checkpoint, unknown> = t.intersection([
  t.type({
    configuration: t.string,
    state: t.intersection([
      t.type({
        parameters: float64Vector,
        optimizer: t.type({ step: t.number, moments: t.readonlyArray(float64Vector) }),
        key: t.readonly(t.tuple([t.number, t.number])),
        iteration: t.number,
        timesteps: t.number,
      }),
      t.partial({
        scales: t.type({ inner: t.number, outer: t.number }),
        shrinkage: t.type({ signal: t.number, noise: t.number, covariance: t.number }),
        observationMoments: t.type({ count: t.number, mean: float64Vector, squares: float64Vector }),
        logStepSizes: float64Vector,
      }),
    ]),
  }),
  t.partial({ metrics: t.union([t.string, t.undefined]) }),
]);

/**
 * The text of a checkpoint file: a line that names format, version and the SHA-256 of the line that
 * follows, which holds the state exactly (vectors as the bytes of their float64 numbers). Equal
 * states give equal bytes.
 */
export const encodeCheckpoint = (value: Checkpoint): string => {
  const body = JSON.stringify(checkpoint.encode(value));
  return `${JSON.stringify(header.encode({ format, version, sha256: sha256(body) }))}\n${body}\n`;
};

const parse = (text: string): E.Either<unknown, unknown> =>
  E.tryCatch((): unknown => JSON.parse(text), String);

/** A checksum says better than ends of lines whether a text is whole: some copiers change those. */
const checkedBody = (text: string): E.Either<string, string> => {
  const [first, body = '', ...more] = text.split(/\r?\n/);
  return pipe(
    parse(first),
    E.chainW(header.decode),
    E.mapLeft(
      () =>
        `it is truncated, or not a checkpoint: expected a first line with format, version and sha256, found ${text === '' ? 'nothing' : 'another one'}`,
    ),
    E.filterOrElse(
      (found) => found.version === version,
      (found) => `it is of version ${String(found.version)}, this program reads version ${String(version)}`,
    ),
    E.filterOrElse(
      (found) => more.join('') === '' && found.sha256 === sha256(body),
      (found) =>
        `it is truncated or altered: expected the checksum ${shortHash(found.sha256)}, found ${shortHash(sha256(body))}`,
    ),
    E.map(() => body),
  );
};

/** The checkpoint in a file's text; Left says what is wrong with it. */
export const decodeCheckpoint = (text: string): E.Either<string, Checkpoint> =>
  pipe(
    checkedBody(text),
    E.chain((body) =>
      pipe(
        parse(body),
        E.chainW(checkpoint.decode),
        E.mapLeft(() => 'it holds no state of a run, though its checksum fits'),
      ),
    ),
  );
