import type { Part } from '@sgmrl/codecs';
import type { Weighting } from './weighting';

/** Plain data told apart by `kind`, the name of the row that it belongs to. */
interface Kinded {
  /** The name of the row. */
  readonly kind: string;
}

/** Everything that is to be known of weights. */
export interface WeightsDescription<Spec extends Kinded> {
  /** Codec of their settings, `kind` included. */
  readonly spec: Part<Spec>;
  /** Settings to begin with: what the name alone stands for. */
  readonly default: Spec;
  /** What they are, in a sentence. */
  readonly about: string;
  /** The weights that settings describe. */
  readonly build: (spec: Spec) => Weighting;
}

/** Weights as one row of a vocabulary. */
export interface WeightsRow<Spec extends Kinded = Kinded> extends Pick<
  WeightsDescription<Spec>,
  'spec' | 'default' | 'about'
> {
  /** A RangeError if the spec is one of another row. */
  readonly build: (spec: Kinded) => Weighting;
}

/**
 * Weights of one's own as a row.
 *
 * @example
 * ```ts
 * import { strictEqual, throws } from 'node:assert';
 * import { positiveNumber, record } from '@sgmrl/codecs';
 * import * as t from 'io-ts';
 * import { advantagesOver, weightsRow } from '@sgmrl/rollouts';
 * // Rewards-to-go above a level that is known beforehand
 * const row = weightsRow({
 *   spec: record('above a level', { kind: t.literal('above'), level: positiveNumber }),
 *   default: { kind: 'above', level: 1 },
 *   about: 'rewards-to-go above a level',
 *   build: ({ level }) =>
 *     advantagesOver(
 *       { name: 'level', fitted: false, fit: () => ({ predict: ({ mask }) => Float64Array.from(mask, () => level) }) },
 *       1,
 *     ),
 * });
 * strictEqual(row.build(row.default).facts(1).fitted, false);
 * throws(() => row.build({ kind: 'advantage' }), /expected a spec of above, found .*advantage/);
 * ```
 */
export const weightsRow = <Spec extends Kinded>({
  spec: codec,
  default: start,
  about,
  build,
}: WeightsDescription<Spec>): WeightsRow<Spec> => ({
  spec: codec,
  default: start,
  about,
  build: (spec) => {
    if (codec.is(spec)) return build(spec);
    throw new RangeError(`expected a spec of ${start.kind}, found ${JSON.stringify(spec)}`);
  },
});
