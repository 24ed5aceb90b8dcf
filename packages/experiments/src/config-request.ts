import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { decodeConfig, type Config } from './config';
import { differences } from './differences';
import type { ExperimentError } from './experiment-error';
import { readText } from './files';
import { parseJson } from './parse-json';
import { findPreset } from './presets';
import { applySettings } from './set-path';

/** Where a configuration is to come from. */
export type ConfigSource =
  { readonly kind: 'preset'; readonly name: string } | { readonly kind: 'file'; readonly path: string };

/** A configuration as a person asks for it: a source, changes to it, and two fields that are often changed. */
export interface ConfigRequest {
  readonly source: ConfigSource | undefined;
  /** `path=value`, applied in order. */
  readonly settings: readonly string[];
  readonly seed: number | undefined;
  readonly iterations: number | undefined;
}

const readSource = (source: ConfigSource): TE.TaskEither<ExperimentError, unknown> =>
  source.kind === 'preset'
    ? pipe(
        TE.fromEither<ExperimentError, { readonly config: unknown }>(findPreset(source.name)),
        TE.map(({ config }) => config),
      )
    : pipe(readText(source.path), TE.chainEitherKW(parseJson(source.path)));

const changed =
  (request: ConfigRequest, name: string) =>
  (value: unknown): E.Either<ExperimentError, Config> =>
    pipe(
      value,
      // What is not an object has no fields to set; decoding says what is wrong with it.
      isObject(value) ? applySettings(settingsOf(request)) : E.right,
      E.chainW(decodeConfig(name)),
    );

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const settingsOf = ({ settings, seed, iterations }: ConfigRequest): readonly string[] => [
  ...settings,
  ...(seed === undefined ? [] : [`seed=${String(seed)}`]),
  ...(iterations === undefined ? [] : [`iterations=${String(iterations)}`]),
];

const nameOf = (source: ConfigSource): string =>
  source.kind === 'preset' ? `preset ${source.name}` : source.path;

/** The configuration that is asked for, from `otherwise` if the request names no source. */
export const resolveConfig =
  (otherwise: ConfigSource) =>
  (request: ConfigRequest): TE.TaskEither<ExperimentError, Config> => {
    const source = request.source ?? otherwise;
    return pipe(readSource(source), TE.chainEitherK(changed(request, nameOf(source))));
  };

/**
 * The configuration to go on with, for a run that has the configuration `stored`: what is asked for must agree with it
 * in everything but the number of iterations.
 */
export const reconcile =
  (request: ConfigRequest, directory: string) =>
  (stored: Config): TE.TaskEither<ExperimentError, Config> =>
    pipe(
      request.source === undefined
        ? TE.right<ExperimentError, unknown>(stored)
        : pipe(
            readSource(request.source),
            TE.map((value) => withIterationsOf(stored, value)),
          ),
      TE.chainEitherK(changed(request, directory)),
      TE.chainEitherK((asked) => {
        const different = differences({ ...stored, iterations: 0 }, { ...asked, iterations: 0 });
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
