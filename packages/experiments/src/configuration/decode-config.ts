import { byKind, decodeWith, list, record, recordWithOptional, refine, wholeNumber } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import * as t from 'io-ts';
import type { InvalidConfig } from '../errors/experiment-error';
import { algorithmCodec } from '../vocabulary/algorithm-codec';
import { builtIn } from '../vocabulary/built-in';
import { environmentCodec } from '../vocabulary/environment-spec';
import { optimizerCodec } from '../vocabulary/optimizer-chain';
import type { AnyPolicyRow, AnyPolicySpec } from '../vocabulary/policy-spec';
import type { Vocabulary } from '../vocabulary/vocabulary';
import type { Config, ConfiguredModule, StartingPoint } from './config';
import { contradictions } from './contradictions';

/** Codec of the hash of a file. */
export const fileHash = refine(t.string, '64 hexadecimal digits', (text) => /^[\da-f]{64}$/.test(text));

/** Codec of modules whose content is known. */
export const configuredModules: t.Type<readonly ConfiguredModule[]> = list(
  record('module', { module: t.string, sha256: fileHash }),
);

const from: t.Type<StartingPoint> = record('starting point', { checkpoint: t.string, sha256: fileHash });

/** Codec of a {@link Config} in some words, whose parts are right, each in itself. */
export const configCodec = ({ environments, policies, optimizers, ...words }: Vocabulary): t.Type<Config> =>
  recordWithOptional(
    'configuration',
    {
      version: t.literal(1),
      seed: wholeNumber(0, Number.MAX_SAFE_INTEGER),
      iterations: wholeNumber(0, 1e9),
      environment: environmentCodec(environments),
      policy: byKind<AnyPolicySpec>(
        'policy',
        RR.map(({ spec }: AnyPolicyRow) => spec)(policies),
        Object.keys(policies).join(' or '),
      ),
      algorithm: algorithmCodec(words),
      optimizer: optimizerCodec(optimizers),
    },
    { with: configuredModules, from, arithmetic: t.keyof({ strict: null, fused: null }, 'strict or fused') },
  );

/**
 * Checks a configuration from outside: every field is there, of its type and in its range, no field
 * is unknown, and the parts fit together. Left lists every wrong field with its path; `source` says
 * where the value came from, `vocabulary` what it can name.
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
  (source: string, vocabulary: Vocabulary = builtIn) =>
  (value: unknown): E.Either<InvalidConfig, Config> =>
    pipe(
      decodeWith(configCodec(vocabulary))(value),
      E.chainW((config) => {
        const fields = contradictions(config, vocabulary);
        return fields.length === 0 ? E.right(config) : E.left(fields);
      }),
      E.mapLeft((fields): InvalidConfig => ({ kind: 'invalid-config', source, fields })),
    );
