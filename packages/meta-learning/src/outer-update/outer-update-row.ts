import { describeInvalidField, invalidFields, type Part } from '@sgmrl/codecs';
import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import type { OuterUpdate } from './outer-update';

/** Plain data told apart by `kind`, the name of the row that it belongs to. */
interface Kinded {
  /** The name of the row. */
  readonly kind: string;
}

/** An outer update as one row of a vocabulary. */
export interface OuterUpdateRow<Spec extends Kinded = Kinded> {
  /** Codec of its settings, `kind` included. */
  readonly spec: Part<Spec>;
  /** What it does and where it comes from, line by line. */
  readonly about: readonly string[];
  /** A RangeError if the spec is none of this row. */
  readonly build: (
    spec: Kinded,
    optimizer: GradientTransformation<OptimizerState>,
  ) => OuterUpdate<OptimizerState>;
}

/**
 * An outer update of one's own as a row.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { record } from '@sgmrl/codecs';
 * import { ascent, outerUpdateRow } from '@sgmrl/meta-learning';
 * import * as t from 'io-ts';
 * const row = outerUpdateRow({
 *   spec: record('plain', { kind: t.literal('plain') }),
 *   about: ['plain ascent'],
 *   build: (_, optimizer) => ascent(optimizer),
 * });
 * strictEqual(row.spec.is({ kind: 'plain' }), true);
 * ```
 */
export const outerUpdateRow = <Spec extends Kinded>({
  spec: codec,
  about,
  build,
}: {
  readonly spec: Part<Spec>;
  readonly about: readonly string[];
  readonly build: (
    spec: Spec,
    optimizer: GradientTransformation<OptimizerState>,
  ) => OuterUpdate<OptimizerState>;
}): OuterUpdateRow<Spec> => ({
  spec: codec,
  about,
  build: (spec, optimizer) => {
    if (codec.is(spec)) return build(spec, optimizer);
    const decoded = codec.decode(spec);
    const wrong = decoded._tag === 'Left' ? invalidFields(decoded.left).map(describeInvalidField) : [];
    throw new RangeError(`outer update: ${wrong.join('; ')}`);
  },
});
