import { byKind, type Part } from '@sgmrl/codecs';
import type { Weighting, WeightsRow, WeightsSpec } from '@sgmrl/rollouts';
import { pipe } from 'fp-ts/lib/function.js';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import * as t from 'io-ts';
import type { OwnSpec } from './own-spec';

/** Weights as plain data, built in or a user's own, told apart by `kind`. */
export type AnyWeightsSpec = WeightsSpec | OwnSpec;

/** Weights of a vocabulary. */
export type AnyWeightsRow = WeightsRow<AnyWeightsSpec>;

/** Weights by the `kind` of their specs. */
export type WeightsRows = Readonly<Record<string, AnyWeightsRow>>;

/**
 * Codec of {@link AnyWeightsSpec} in some words. A name alone stands for the default of its row.
 */
export const weightsCodec = (rows: WeightsRows): t.Type<AnyWeightsSpec> => {
  const specs: Readonly<Record<string, Part<AnyWeightsSpec>>> = pipe(
    rows,
    RR.map(({ spec }: AnyWeightsRow) => spec),
  );
  const bySpec = byKind<AnyWeightsSpec>('weights', specs);
  const names = t.keyof(rows, Object.keys(rows).join(' or '));
  return new t.Type<AnyWeightsSpec>(
    'weights',
    bySpec.is,
    (u, context) => {
      if (names.is(u)) return bySpec.validate(rows[u].default, context);
      return typeof u === 'string'
        ? t.failures([
            { value: u, context: [...context.slice(0, -1), { ...context[context.length - 1], type: names }] },
          ])
        : bySpec.validate(u, context);
    },
    t.identity,
  );
};

/** The weights that a valid spec describes. */
export const weightsOf =
  (rows: WeightsRows) =>
  (spec: AnyWeightsSpec): Weighting =>
    rows[spec.kind].build(spec);
