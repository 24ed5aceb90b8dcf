import { describeInvalidField, invalidFields, type Part } from '@sgmrl/codecs';
import type { GradientTransformation } from './gradient-transformation';
import type { OptimizerState } from './optimizer-spec';

/** Plain data told apart by `kind`, the name of the row that it belongs to. */
interface Kinded {
  /** The name of the row. */
  readonly kind: string;
}

/** An optimizer as one row of a vocabulary. */
export interface OptimizerRow<Spec extends Kinded = Kinded> {
  /** Codec of its settings, `kind` included. */
  readonly spec: Part<Spec>;
  /** What it is, in a sentence. */
  readonly about: string;
  /**
   * The transformation of a spec; a RangeError if it is none of this row. Its state goes into
   * checkpoints.
   */
  readonly build: (spec: Kinded) => GradientTransformation<OptimizerState>;
}

/**
 * An optimizer of one's own as a row.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { positiveNumber, record } from '@sgmrl/codecs';
 * import { optimizerRow } from '@sgmrl/optimizers';
 * import * as t from 'io-ts';
 * // The sign of each entry of the gradient, times a number.
 * const row = optimizerRow({
 *   spec: record('sign', { kind: t.literal('sign'), learningRate: positiveNumber }),
 *   about: 'steps of one size',
 *   build: ({ learningRate }) => ({
 *     init: () => ({ step: 0, moments: [] }),
 *     update: (gradient, { step }) => [
 *       Float64Array.from(gradient, (x) => learningRate * Math.sign(x)),
 *       { step: step + 1, moments: [] },
 *     ],
 *   }),
 * });
 * const spec = { kind: 'sign', learningRate: 0.5 };
 * const sign = row.build(spec);
 * deepStrictEqual(Array.from(sign.update([3, -4], sign.init([0, 0]), [0, 0])[0]), [0.5, -0.5]);
 * ```
 */
export const optimizerRow = <Spec extends Kinded>({
  spec: codec,
  about,
  build,
}: {
  readonly spec: Part<Spec>;
  readonly about: string;
  readonly build: (spec: Spec) => GradientTransformation<OptimizerState>;
}): OptimizerRow<Spec> => ({
  spec: codec,
  about,
  build: (spec) => {
    const decoded = codec.decode(spec);
    if (decoded._tag === 'Right') return build(decoded.right);
    const wrong = invalidFields(decoded.left).map(describeInvalidField);
    throw new RangeError(`optimizer: ${wrong.join('; ')}`);
  },
});
