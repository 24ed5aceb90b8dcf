import { join, resolve } from 'node:path';
import { decodeWith, recordWithOptional } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Effect } from '../errors/effect';
import type { ExperimentError } from '../errors/experiment-error';
import { readText, readTextIfThere } from '../files/files';
import { sha256 } from '../files/hash';
import type { StartingPoint } from './config';
import { fileHash } from './decode-config';

/**
 * A checkpoint as a person writes it into a configuration: without a hash, it is taken as it is
 * now.
 */
const named = recordWithOptional('starting point', { checkpoint: t.string }, { sha256: fileHash });

const decoded =
  (source: string) =>
  (from: unknown): E.Either<ExperimentError, t.TypeOf<typeof named>> =>
    pipe(
      decodeWith(named)(from),
      E.mapLeft((fields): ExperimentError => ({
        kind: 'invalid-config',
        source,
        fields: fields.map((field) => ({
          ...field,
          path: field.path === '' ? 'from' : `from.${field.path}`,
        })),
      })),
    );

/** In the folder of a run the checkpoint that it began from is its copy. */
const inFolder =
  (folder: string) =>
  ({ checkpoint, sha256: expected }: t.TypeOf<typeof named>): Effect<StartingPoint> => {
    const [place, copy] = [resolve(folder, checkpoint), join(resolve(folder), 'start')];
    return expected === undefined
      ? pipe(
          readText(place),
          TE.map((text) => ({ checkpoint: place, sha256: sha256(text) })),
        )
      : pipe(
          readTextIfThere(copy),
          TE.map((text) => ({
            checkpoint: text !== undefined && sha256(text) === expected ? copy : place,
            sha256: expected,
          })),
        );
  };

/**
 * A configuration in a file of a folder, still plain JSON, with the place and the hash of what it
 * begins from.
 */
export const fromNow =
  (source: string, folder: string) =>
  (value: unknown): Effect<unknown> =>
    t.UnknownRecord.is(value) && value.from !== undefined
      ? pipe(
          TE.fromEither(decoded(source)(value.from)),
          TE.chain(inFolder(folder)),
          TE.map((from) => ({ ...value, from })),
        )
      : TE.right(value);
