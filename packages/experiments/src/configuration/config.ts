import { decodeWith, record, wholeNumber } from '@sgmrl/codecs';
import type { OptimizerSpec } from '@sgmrl/optimizers';
import { PolicySpec } from '@sgmrl/policies';
import * as E from 'fp-ts/lib/Either.js';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { algorithmCodec, type AlgorithmSpec } from '../vocabulary/algorithm-codec';
import { contradictions } from './contradictions';
import { identityOf } from './debiasing-shorthand';
import { EnvironmentSpec } from '../vocabulary/environment-spec';
import type { InvalidConfig } from '../errors/experiment-error';
import { canonicalJson, sha256 } from '../files/hash';
import { optimizerCodec } from '../vocabulary/optimizer-codec';
import { parseJson, type MalformedJson } from '../files/parse-json';

/** Everything that determines a run: the same configuration gives the same bits. */
export interface Config {
  /** Of this format. */
  readonly version: 1;
  /** The root of all randomness. */
  readonly seed: number;
  /** Outer iterations; none leaves the parameters as they are drawn. */
  readonly iterations: number;
  readonly environment: EnvironmentSpec;
  readonly policy: PolicySpec;
  readonly algorithm: AlgorithmSpec;
  readonly optimizer: OptimizerSpec;
}

/** Codec of a {@link Config} whose parts are right, each in itself. */
export const configCodec: t.Type<Config> = record('configuration', {
  version: t.literal(1),
  seed: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  iterations: wholeNumber(0, 1e9),
  environment: EnvironmentSpec,
  policy: PolicySpec,
  algorithm: algorithmCodec,
  optimizer: optimizerCodec,
});

/**
 * Checks a configuration from outside: every field is there, of its type and in its range, no field is unknown, and
 * the parts fit together. Left lists every wrong field with its path; `source` says where the value came from.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { decodeConfig, presets } from '@sgmrl/experiments';
 * const config = presets['tabular-quick'].config;
 * deepStrictEqual(decodeConfig('example')(config), { _tag: 'Right', right: config });
 * const decoded = decodeConfig('example')({ ...config, seed: -1 });
 * deepStrictEqual(decoded._tag === 'Left' && decoded.left.fields, [
 *   { path: 'seed', expected: 'whole number from 0 to 9007199254740991', found: -1 },
 * ]);
 * ```
 */
export const decodeConfig =
  (source: string) =>
  (value: unknown): E.Either<InvalidConfig, Config> =>
    pipe(
      decodeWith(configCodec)(value),
      E.filterOrElse(
        (config) => contradictions(config).length === 0,
        (config) => contradictions(config),
      ),
      E.mapLeft((fields): InvalidConfig => ({ kind: 'invalid-config', source, fields })),
    );

/**
 * The configuration in the text of a JSON file.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { parseConfig, presets } from '@sgmrl/experiments';
 * const { config } = presets['tabular-quick'];
 * const parse = parseConfig('mine.json');
 * deepStrictEqual(parse(JSON.stringify(config)), { _tag: 'Right', right: config });
 * const broken = parse('{ "version": 1,\n  "seed": }');
 * deepStrictEqual(broken._tag === 'Left' && broken.left.kind === 'malformed-json' && broken.left.line, 2);
 * ```
 */
export const parseConfig = (
  source: string,
): ((text: string) => E.Either<MalformedJson | InvalidConfig, Config>) =>
  flow(parseJson(source), E.chainW(decodeConfig(source)));

/**
 * A configuration with its estimator as what it is rather than as what it is called: the same for configurations that give
 * the same bits.
 */
const identified = ({ algorithm: { estimator, ...algorithm }, ...config }: Config) => ({
  ...config,
  algorithm: { ...algorithm, ...identityOf(estimator) },
});

/** Identifies what a state belongs to: a hash of all of the configuration but the number of iterations. */
export const configurationHash = (config: Config): string =>
  sha256(canonicalJson({ ...identified(config), iterations: undefined }));
