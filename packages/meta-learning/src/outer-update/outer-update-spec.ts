import { fromSpec, type OptimizerSpec, type OptimizerState } from '@sgmrl/optimizers';
import { ascent } from './ascent';
import type { OuterUpdate } from './outer-update';
import { proximal, type ProximalSettings } from './proximal';
import { trustRegion, type TrustRegionSettings } from './trust-region';

/**
 * An outer update other than plain ascent as plain data, for configurations.
 * {@link fromOuterUpdateSpec} makes it one.
 */
export type OuterUpdateSpec =
  | (ProximalSettings & { readonly kind: 'proximal' })
  | (TrustRegionSettings & { readonly kind: 'trust-region' });

/**
 * The outer update that a specification describes, with the optimizer inside: plain ascent where
 * none is given. A trust region chooses its step itself, so it has no use for the optimizer.
 *
 * @throws RangeError that names the field of a number outside its range.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { fromOuterUpdateSpec } from '@sgmrl/meta-learning';
 * const sgd = { kind: 'sgd', learningRate: 0.5 } as const;
 * const proMp = { kind: 'proximal', clip: 0.3, klPenalty: 5e-4, steps: 5 } as const;
 * deepStrictEqual(fromOuterUpdateSpec(undefined, sgd).surrogate, undefined);
 * deepStrictEqual(fromOuterUpdateSpec(proMp, sgd).surrogate, { clip: 0.3, klPenalty: 5e-4 });
 * ```
 */
export const fromOuterUpdateSpec = (
  spec: OuterUpdateSpec | undefined,
  optimizer: OptimizerSpec,
): OuterUpdate<OptimizerState> => {
  switch (spec?.kind) {
    case undefined:
      return ascent(fromSpec(optimizer));
    case 'proximal':
      return proximal(spec, fromSpec(optimizer));
    case 'trust-region':
      return trustRegion(spec);
  }
};
