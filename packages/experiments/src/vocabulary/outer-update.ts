import {
  nonNegativeNumber,
  positiveNumber,
  record,
  recordWithOptional,
  wholeNumber,
  type Part,
} from '@sgmrl/codecs';
import {
  ascent,
  proximal,
  trustRegion,
  type OuterUpdate,
  type OuterUpdateSpec as BuiltInSpec,
} from '@sgmrl/meta-learning';
import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import * as t from 'io-ts';
import { positiveProperFraction } from './fractions';
import type { OwnSpec } from './own-spec';

/** An outer update other than plain ascent as plain data, for configurations. */
export type OuterUpdateSpec = BuiltInSpec | OwnSpec;

/** An outer update of a vocabulary. */
export interface OuterUpdateRow<Spec extends OuterUpdateSpec = OuterUpdateSpec> {
  /** Codec of its settings, `kind` included. */
  readonly spec: Part<Spec>;
  /** What it does and where it comes from, line by line. */
  readonly about: readonly string[];
  /** A RangeError if the spec is one of another row. */
  readonly build: (
    spec: OuterUpdateSpec,
    optimizer: GradientTransformation<OptimizerState>,
  ) => OuterUpdate<OptimizerState>;
}

/** Outer updates by the `kind` of their specs. */
export type OuterUpdates = Readonly<Record<string, OuterUpdateRow>>;

/**
 * An outer update of one's own as a row.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { record } from '@sgmrl/codecs';
 * import { outerUpdateRow } from '@sgmrl/experiments';
 * import { ascent } from '@sgmrl/meta-learning';
 * import * as t from 'io-ts';
 * const row = outerUpdateRow({
 *   spec: record('plain', { kind: t.literal('plain') }),
 *   about: ['plain ascent'],
 *   build: (_, optimizer) => ascent(optimizer),
 * });
 * strictEqual(row.spec.is({ kind: 'plain' }), true);
 * ```
 */
export const outerUpdateRow = <Spec extends OuterUpdateSpec>({
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
    throw new RangeError(`expected a spec of another outer update, found ${JSON.stringify(spec)}`);
  },
});

/** The outer updates of `@sgmrl/meta-learning` but plain ascent: one row each. */
export const outerUpdateRows: {
  readonly [K in BuiltInSpec['kind']]: OuterUpdateRow<Extract<BuiltInSpec, { readonly kind: K }>>;
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

/** The outer update that a configuration describes, on an optimizer. */
export const outerUpdateOf =
  (updates: OuterUpdates) =>
  (
    spec: OuterUpdateSpec | undefined,
    optimizer: GradientTransformation<OptimizerState>,
  ): OuterUpdate<OptimizerState> => {
    if (spec === undefined) return ascent(optimizer);
    if (Object.hasOwn(updates, spec.kind)) return updates[spec.kind].build(spec, optimizer);
    throw new RangeError(
      `outer update: expected one of ${Object.keys(updates).join(', ')}, found ${JSON.stringify(spec.kind)}`,
    );
  };
