import { resolve } from 'node:path';
import { decodeWith, list, recordWithOptional } from '@sgmrl/codecs';
import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Effect } from '../errors/effect';
import type { ExperimentError } from '../errors/experiment-error';
import { modulesNow } from '../vocabulary/load';
import type { ConfiguredModule } from './config';
import { configuredModules, fileHash } from './decode-config';

/**
 * A module as a person writes it into a configuration: without a hash, it is taken as it is now.
 */
const named = list(recordWithOptional('module', { module: t.string }, { sha256: fileHash }));

type Named = t.TypeOf<typeof named>[number];

const decoded =
  <A>(codec: t.Type<readonly A[]>, source: string) =>
  (value: unknown): E.Either<ExperimentError, readonly A[]> =>
    t.UnknownRecord.is(value) && value.with !== undefined
      ? pipe(
          decodeWith(codec)(value.with),
          E.mapLeft((fields): ExperimentError => ({
            kind: 'invalid-config',
            source,
            fields: fields.map((field) => ({
              ...field,
              path: field.path === '' ? 'with' : `with.${field.path}`,
            })),
          })),
        )
      : E.right([]);

/** As what it was, as what it is by another path, or as what it is now. */
const found =
  (asked: readonly ConfiguredModule[]) =>
  ({ module, sha256 }: Named): Effect<ConfiguredModule> => {
    const [same] = asked.filter((one) => one.module === module || one.sha256 === sha256);
    if (same !== undefined) return TE.right(same);
    return sha256 === undefined
      ? pipe(
          modulesNow([module]),
          TE.map(([now]) => now),
        )
      : TE.right({ module, sha256 });
  };

/**
 * The modules that a configuration, still plain JSON, uses: those that it names, by paths from
 * `folder`, then those that are asked for beside. One that is asked for stands for the one of its
 * path, and for one with its content elsewhere.
 */
export const modulesOf =
  (source: string, folder: string, asked: readonly ConfiguredModule[]) =>
  (value: unknown): Effect<readonly ConfiguredModule[]> =>
    pipe(
      decoded(named, source)(value),
      E.map((all) => all.map((one) => ({ ...one, module: resolve(folder, one.module) }))),
      TE.fromEither,
      TE.chain(TE.traverseSeqArray(found(asked))),
      TE.map((own) => [...own, ...asked.filter(({ module }) => own.every((one) => one.module !== module))]),
    );

/**
 * The modules that a configuration which the program wrote uses: each has a hash, so none is taken
 * as it is now. One that is elsewhere now is found among `moved` by its content.
 */
export const modulesNamed =
  (source: string, moved: readonly ConfiguredModule[]) =>
  (value: unknown): E.Either<ExperimentError, readonly ConfiguredModule[]> =>
    pipe(
      decoded(configuredModules, source)(value),
      E.map((all) =>
        all.map(
          (one) =>
            moved.find(({ sha256 }) => sha256 === one.sha256) ?? { ...one, module: resolve(one.module) },
        ),
      ),
    );
