import { dirname } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Config, ConfiguredModule, StartingPoint } from './config';
import { decodeConfig } from './decode-config';
import { configDifferences } from './config-differences';
import type { Effect } from '../errors/effect';
import type { ExperimentError } from '../errors/experiment-error';
import { readText } from '../files/files';
import { fromNow } from './from-now';
import { makeWay } from './make-way';
import { bestArithmetic } from '../run/arithmetic';
import { parseJson } from '../files/parse-json';
import { findPreset } from './find-preset';
import { modulesOf } from './modules-of';
import { withModules } from './with-modules';
import { applySettings } from './set-path';
import { withTermsOfFiles } from './term-files';
import { loadVocabulary, modulesNow } from '../vocabulary/load';

/** Where a configuration is to come from. */
export type ConfigSource =
  | {
      /** A preset of the vocabulary. */
      readonly kind: 'preset';
      /** Which one. */
      readonly name: string;
    }
  | {
      /** A file of JSON, such as the config.json of a run. */
      readonly kind: 'file';
      /** Where it is; what it names is found from its folder. */
      readonly path: string;
    };

/** A configuration that is known already, and what it is called. */
export interface GivenConfig {
  readonly kind: 'given';
  /** What messages call it. */
  readonly name: string;
  /** Taken as it is. */
  readonly config: Config;
}

/**
 * A configuration as a person asks for it: a source, changes to it, and two fields that are often
 * changed.
 */
export interface ConfigRequest {
  /** Undefined where none is named. */
  readonly source: ConfigSource | undefined;
  /** `path=value`, applied in order; a term may be the path of a `.json` file that holds it. */
  readonly settings: readonly string[];
  /** Undefined leaves that of the source. */
  readonly seed: number | undefined;
  /** Undefined leaves those of the source. */
  readonly iterations: number | undefined;
  /** Paths of modules whose words the configuration may use, beside those that it names itself. */
  readonly modules?: readonly string[] | undefined;
  /** What first parameters are taken from, whatever the source says. */
  readonly from?: StartingPoint | undefined;
  /**
   * How products are rounded. What begins takes for `auto` what is fastest in this process; what is
   * there already stays as it is. Undefined leaves that of the source.
   */
  readonly arithmetic?: 'strict' | 'fused' | 'auto' | undefined;
}

const readSource = (
  source: ConfigSource | GivenConfig,
  modules: readonly ConfiguredModule[],
): Effect<unknown> => {
  switch (source.kind) {
    case 'preset':
      return pipe(
        loadVocabulary(modules),
        TE.chainEitherKW((vocabulary) => findPreset(source.name, vocabulary)),
        TE.map(({ config }) => config),
      );
    case 'file':
      return pipe(readText(source.path), TE.chainEitherKW(parseJson(source.path)));
    case 'given':
      return TE.right(source.config);
  }
};

/** Modules that a configuration in a file names are found from there. */
const folderOf = (source: ConfigSource | GivenConfig | undefined): string =>
  source?.kind === 'file' ? dirname(source.path) : '.';

const settled = (
  request: Omit<ConfigRequest, 'source'>,
  value: unknown,
): E.Either<ExperimentError, unknown> =>
  pipe(
    value,
    makeWay(request.settings),
    // What is not an object has no fields to set; decoding says what is wrong with it.
    t.UnknownRecord.is(value) ? applySettings(settingsOf(request)) : E.right,
    E.map(beginningAt(request)),
  );

const beginningAt =
  ({ from }: Omit<ConfigRequest, 'source'>) =>
  (value: unknown): unknown =>
    from !== undefined && t.UnknownRecord.is(value) ? { ...value, from } : value;

/** What a person or a run names in a file is found from there. */
const begun = (
  {
    from,
    source,
  }: Omit<ConfigRequest, 'source'> & { readonly source: ConfigSource | GivenConfig | undefined },
  name: string,
  value: unknown,
): Effect<unknown> =>
  from === undefined && source?.kind === 'file' ? fromNow(name, folderOf(source))(value) : TE.right(value);

const changed =
  (
    request: Omit<ConfigRequest, 'source'> & { readonly source: ConfigSource | GivenConfig | undefined },
    name: string,
    asked: readonly ConfiguredModule[],
  ) =>
  (value: unknown): Effect<Config> =>
    pipe(
      TE.Do,
      TE.bind('settings', (): Effect<readonly string[]> => withTermsOfFiles(request.settings)),
      TE.bind('settled', ({ settings }) => TE.fromEither(settled({ ...request, settings }, value))),
      TE.bind('value', ({ settled: plain }) => begun(request, name, plain)),
      TE.bind('modules', ({ value: plain }) => modulesOf(name, folderOf(request.source), asked)(plain)),
      TE.bindW('vocabulary', ({ modules }) => loadVocabulary(modules)),
      TE.chainEitherKW(({ value: plain, modules, vocabulary }) =>
        decodeConfig(name, vocabulary)(withModules(plain, modules)),
      ),
    );

/** A request in which `auto` is what it means where something begins. */
const decided = (request: ConfigRequest): ConfigRequest =>
  request.arithmetic === 'auto' ? { ...request, arithmetic: bestArithmetic() } : request;

const settingsOf = ({
  settings,
  seed,
  iterations,
  arithmetic = 'auto',
}: Omit<ConfigRequest, 'source'>): readonly string[] => [
  ...settings,
  ...(seed === undefined ? [] : [`seed=${String(seed)}`]),
  ...(iterations === undefined ? [] : [`iterations=${String(iterations)}`]),
  ...(arithmetic === 'auto' ? [] : [`arithmetic=${arithmetic}`]),
];

const nameOf = (source: ConfigSource | GivenConfig): string => {
  if (source.kind === 'given') return source.name;
  return source.kind === 'preset' ? `preset ${source.name}` : source.path;
};

/**
 * The configuration that is asked for, from `otherwise` if the request names no source.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { presets, resolveConfig } from '@sgmrl/experiments';
 * const resolve = resolveConfig({ kind: 'preset', name: 'tabular-quick' });
 * const asked = { source: undefined, settings: ['algorithm.innerSteps=3'], seed: 7, iterations: undefined };
 * const { config } = presets['tabular-quick'];
 * deepStrictEqual(await resolve(asked)(), {
 *   _tag: 'Right',
 *   right: { ...config, seed: 7, algorithm: { ...config.algorithm, innerSteps: 3 } },
 * });
 * ```
 */
export const resolveConfig =
  (otherwise: ConfigSource | GivenConfig) =>
  (request: ConfigRequest): TE.TaskEither<ExperimentError, Config> => {
    const source = request.source ?? otherwise;
    return pipe(
      TE.Do,
      TE.bind('asked', (): Effect<readonly ConfiguredModule[]> => modulesNow(request.modules ?? [])),
      TE.bind('value', ({ asked }) => readSource(source, asked)),
      TE.chain(({ asked, value }) => {
        const whole = source.kind === 'given' ? request : decided(request);
        return changed({ ...whole, source }, nameOf(source), asked)(value);
      }),
    );
  };

/** Iterations after the first are rounded as the first was. */
const sameArithmetic = (
  { arithmetic: asked = 'auto' }: ConfigRequest,
  directory: string,
  { arithmetic: stored = 'strict' }: Config,
): E.Either<ExperimentError, void> =>
  asked === 'auto' || asked === stored
    ? E.right(undefined)
    : E.left({
        kind: 'unusable-run',
        path: directory,
        problem: `it was started with ${stored} arithmetic: expected --arithmetic ${stored} or none, found --arithmetic ${asked}`,
        mend: 'leave it out, or begin another run',
      });

/**
 * The configuration to go on with, for a run that has the configuration `stored`: what is asked for
 * must agree with it in everything but the number of iterations.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, match } from 'node:assert';
 * import { describeError, presets, reconcile } from '@sgmrl/experiments';
 * const { config } = presets['tabular-quick'];
 * const nothing = { source: undefined, settings: [], seed: undefined, iterations: undefined };
 * const longer = await reconcile({ ...nothing, iterations: 500 }, 'runs/mine')(config)();
 * deepStrictEqual(longer, { _tag: 'Right', right: { ...config, iterations: 500 } });
 * const other = await reconcile({ ...nothing, seed: 2 }, 'runs/mine')(config)();
 * match(other._tag === 'Left' ? describeError(other.left) : '', /it was started with another configuration.*seed/);
 * ```
 */
export const reconcile =
  (request: ConfigRequest, directory: string) =>
  (stored: Config): TE.TaskEither<ExperimentError, Config> =>
    pipe(
      TE.Do,
      TE.chainFirstEitherK(() => sameArithmetic(request, directory, stored)),
      TE.bind('asked', (): Effect<readonly ConfiguredModule[]> => modulesNow(request.modules ?? [])),
      TE.bind('value', ({ asked }): Effect<unknown> =>
        request.source === undefined
          ? TE.right(stored)
          : pipe(
              readSource(request.source, asked),
              TE.map((value) => withIterationsOf(stored, value)),
            ),
      ),
      TE.chain(({ asked, value }) => changed(request, directory, asked)(value)),
      TE.chainEitherK((asked) => {
        const different = configDifferences({ ...stored, iterations: 0 }, { ...asked, iterations: 0 });
        return different.length === 0
          ? E.right(asked)
          : E.left<ExperimentError>({
              kind: 'unusable-run',
              path: directory,
              problem: `it was started with another configuration than is asked for: ${different.join('; ')}`,
            });
      }),
    );

const withIterationsOf = ({ iterations }: Config, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'iterations' in value ? { ...value, iterations } : value;
