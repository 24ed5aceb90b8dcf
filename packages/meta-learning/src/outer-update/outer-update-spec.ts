import {
  checkFields,
  nonNegativeNumber,
  positiveNumber,
  positiveProperFraction,
  record,
  recordWithOptional,
  wholeNumber,
} from '@sgmrl/codecs';
import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import * as t from 'io-ts';
import { ascent } from './ascent';
import type { OuterUpdate } from './outer-update';
import { outerUpdateRow, type OuterUpdateRow } from './outer-update-row';
import { proximal, type ProximalSettings } from './proximal';
import { trustRegion, type TrustRegionSettings } from './trust-region';

/** An outer update other than plain ascent as plain data, for configurations. */
export type OuterUpdateSpec =
  | (ProximalSettings & {
      /** Several steps of the optimizer up a clipped surrogate; see {@link proximal}. */
      readonly kind: 'proximal';
    })
  | (TrustRegionSettings & {
      /** One natural-gradient step within a trust region; see {@link trustRegion}. */
      readonly kind: 'trust-region';
    });

/**
 * The outer updates of this package but plain ascent: adding one adds one row; the key is the
 * `kind` of its spec.
 */
export const outerUpdateRows: {
  readonly [K in OuterUpdateSpec['kind']]: OuterUpdateRow<Extract<OuterUpdateSpec, { readonly kind: K }>>;
} = {
  proximal: outerUpdateRow({
    spec: record('proximal update', {
      kind: t.literal('proximal'),
      clip: positiveNumber,
      klPenalty: nonNegativeNumber,
      steps: wholeNumber(1, 1_000),
    }),
    about: [
      'the optimizer climbs the surrogate of the same data several steps far',
      '  mean over D_o of min(w ρ, w clip(ρ, 1 − clip, 1 + clip)), ρ = π(a|s; U(θ)) / π(a|s; U(θ_k)),',
      '  − klPenalty × the divergence of π_θ from π_{θ_k} on the adaptation data',
      'source    Rothfuss et al. (ProMP), arXiv:1810.06784, algorithm 1',
    ],
    build: proximal,
  }),
  'trust-region': outerUpdateRow({
    spec: recordWithOptional(
      'trust-region update',
      {
        kind: t.literal('trust-region'),
        maxKl: positiveNumber,
        damping: positiveNumber,
        conjugateGradientSteps: wholeNumber(1, 1_000),
        backtracks: wholeNumber(1, 1_000),
        backtrackRatio: positiveProperFraction,
      },
      { curvatureTrajectories: wholeNumber(1, 100_000) },
    ),
    about: [
      'one step s, θ_{k+1} = θ_k + s, on the surrogate mean over D_o of w ρ, ρ = π(a|s; U(θ)) / π(a|s; U(θ_k))',
      '  direction  (JᵀFJ + damping)⁻¹ × meta-gradient by conjugate gradients, J = ∂U/∂θ, F the Fisher matrix on D_o',
      '  length     ½ sᵀ(JᵀFJ + damping)s = maxKl, then backtrackRatio shorter until the surrogate gains and',
      '             the divergence of π_{U(θ)} from π_{U(θ_k)} is at most maxKl; no step if that never happens',
      'source    Schulman et al., arXiv:1502.05477; for MAML Finn et al., arXiv:1703.03400, §5.3',
    ],
    // A trust region has no use for the optimizer.
    build: (spec) => trustRegion(spec),
  }),
};

/**
 * The outer update that a spec describes by one of some rows, with the optimizer inside: plain
 * ascent where none is given. A trust region chooses its step itself, so it has no use for the
 * optimizer.
 *
 * @throws RangeError that names what is wrong with the spec.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { outerUpdateOf, outerUpdateRows } from '@sgmrl/meta-learning';
 * import { fromOptimizerSpec } from '@sgmrl/optimizers';
 * const sgd = fromOptimizerSpec({ kind: 'sgd', learningRate: 0.5 });
 * const proMp = { kind: 'proximal', clip: 0.3, klPenalty: 5e-4, steps: 5 } as const;
 * const make = outerUpdateOf(outerUpdateRows);
 * deepStrictEqual(make(undefined, sgd).surrogate, undefined);
 * deepStrictEqual(make(proMp, sgd).surrogate?.shape, { clip: 0.3, klPenalty: 5e-4 });
 * ```
 */
export const outerUpdateOf =
  (rows: Readonly<Record<string, OuterUpdateRow>>) =>
  (
    spec: { readonly kind: string } | undefined,
    optimizer: GradientTransformation<OptimizerState>,
  ): OuterUpdate<OptimizerState> => {
    if (spec === undefined) return ascent(optimizer);
    checkFields('outer update', spec, {});
    if (Object.hasOwn(rows, spec.kind)) return rows[spec.kind].build(spec, optimizer);
    throw new RangeError(
      `outer update: kind: expected one of ${Object.keys(rows).join(', ')}, found ${JSON.stringify(spec.kind)}`,
    );
  };
