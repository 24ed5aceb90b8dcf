import { checkFields } from '@sgmrl/codecs';
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

/** What has no type may still arrive. */
const unknownKind = (spec: never): never => {
  const { kind }: { readonly kind?: unknown } = spec;
  throw new RangeError(`outer update: kind: expected proximal or trust-region, found ${String(kind)}`);
};

/**
 * The outer update that a specification describes, with the optimizer inside: plain ascent where
 * none is given. A trust region chooses its step itself, so it has no use for the optimizer.
 *
 * @throws RangeError that names the field of a number outside its range, or one that there is not.
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
  if (spec === undefined) return ascent(fromSpec(optimizer));
  checkFields('outer update', spec, {});
  switch (spec.kind) {
    case 'proximal':
      return proximal(spec, fromSpec(optimizer));
    case 'trust-region':
      return trustRegion(spec);
    default:
      return unknownKind(spec);
  }
};
