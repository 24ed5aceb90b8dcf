import { resolve } from 'node:path';
import type { InvalidField } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { ConfiguredModule } from '../configuration/config';
import type { UnusableModule } from '../errors/experiment-error';
import type { FileError } from '../files/files';
import { thrownWhere } from '../errors/thrown';
import { builtIn } from './built-in';
import { extend } from './extend';
import { importModule } from './import-module';
import { moduleHash } from './module-hash';
import type { Vocabulary } from './vocabulary';

/** What is read from modules when it is run; Left says why one cannot be used. */
type Loading<A> = TE.TaskEither<UnusableModule | FileError, A>;

const unusable = (module: string, problem: string, fields: readonly InvalidField[] = []): UnusableModule => ({
  kind: 'unusable-module',
  module,
  problem,
  fields,
});

/**
 * Modules as they are now: absolute paths with the hashes of the files, those that they import
 * included.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { modulesNow } from '@sgmrl/experiments';
 * const gone = await modulesNow(['there-is-none.mjs'])();
 * strictEqual(gone._tag === 'Left' && gone.left.code, 'ENOENT');
 * ```
 */
export const modulesNow = (paths: readonly string[]): TE.TaskEither<FileError, readonly ConfiguredModule[]> =>
  pipe(
    // One that is named twice is one.
    [...new Set(paths.map((path) => resolve(path)))],
    TE.traverseSeqArray((module) =>
      pipe(
        moduleHash(module),
        TE.map((hash) => ({ module, sha256: hash })),
      ),
    ),
  );

const changed =
  'it, or a file that it imports, has changed since its hash was taken: put back the file as it was, or start again, in another folder, with --with and this module';

const exportedBy = ({ module, sha256: expected }: ConfiguredModule): Loading<unknown> =>
  pipe(
    moduleHash(module),
    TE.chainEitherKW((hash) =>
      hash === expected
        ? E.right(undefined)
        : E.left<UnusableModule>({ ...unusable(module, changed), changed: true }),
    ),
    TE.chainW(() =>
      TE.tryCatch(
        () => importModule(module, expected),
        (error) => unusable(module, `it cannot be loaded: ${thrownWhere(error)}`),
      ),
    ),
    TE.chainEitherKW((exports) =>
      t.UnknownRecord.is(exports) && 'default' in exports
        ? E.right(exports.default)
        : E.left(unusable(module, 'expected a vocabulary as its default export, found none')),
    ),
  );

/** A vocabulary, and where its words come from. */
export interface LoadedVocabulary {
  readonly vocabulary: Vocabulary;
  /** The module that a word of one's own is from; undefined of one that is built in. */
  readonly moduleOf: (section: keyof Vocabulary, name: string) => string | undefined;
}

const extended =
  ({ vocabulary, moduleOf }: LoadedVocabulary, module: string) =>
  (exported: unknown): E.Either<UnusableModule, LoadedVocabulary> =>
    pipe(
      E.tryCatch(
        () => extend(vocabulary)(exported),
        (error) => unusable(module, `its default export cannot be read: ${thrownWhere(error)}`),
      ),
      E.chain(E.mapLeft((fields) => unusable(module, 'its default export does not fit', fields))),
      E.map((next) => ({
        vocabulary: next,
        moduleOf: (section, name) =>
          Object.hasOwn(next[section], name) && !Object.hasOwn(vocabulary[section], name)
            ? module
            : moduleOf(section, name),
      })),
    );

/** {@link loadVocabulary}, with the module of each word. */
export const loadModules = (modules: readonly ConfiguredModule[] = []): Loading<LoadedVocabulary> =>
  modules.reduce<Loading<LoadedVocabulary>>(
    (before, each) =>
      pipe(
        TE.Do,
        TE.apS('loaded', before),
        TE.bind('exported', () => exportedBy(each)),
        TE.chainEitherKW(({ loaded, exported }) => extended(loaded, each.module)(exported)),
      ),
    TE.right({ vocabulary: builtIn, moduleOf: () => undefined }),
  );

/**
 * The built-in vocabulary with the words of some modules, each of which must be what it was when
 * its hash was taken.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { builtIn, loadVocabulary } from '@sgmrl/experiments';
 * const loaded = await loadVocabulary([])();
 * strictEqual(loaded._tag === 'Right' && loaded.right, builtIn);
 * ```
 */
export const loadVocabulary = (modules?: readonly ConfiguredModule[]): Loading<Vocabulary> =>
  pipe(
    loadModules(modules),
    TE.map(({ vocabulary }) => vocabulary),
  );
