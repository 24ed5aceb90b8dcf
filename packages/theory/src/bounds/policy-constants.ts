import { power, square } from '@sgmrl/elementary';

/**
 * What the convergence theory needs to know of a policy class, for every state, action and
 * parameters.
 */
export interface PolicyConstants {
  /** G ≥ ‖∇log π(a|s; θ)‖ */
  readonly score: number;
  /** L ≥ ‖∇²log π(a|s; θ)‖ */
  readonly curvature: number;
  /** ρ, a Lipschitz constant of ∇²log π in θ. */
  readonly curvatureLipschitz: number;
  /** F ≥ ‖E_a[∇log π ∇log πᵀ]‖, the Fisher information; equal to −E_a[∇²log π], so at most L. */
  readonly fisher: number;
}

/** The same with what the bias of coupled rollouts depends on. */
export interface SmoothPolicyConstants extends PolicyConstants {
  /** χ ≥ ‖∇⁴log π‖ */
  readonly fourthDerivative: number;
}

/**
 * Exponential families π(a|s; θ) ∝ base(a) exp⟨T(a), B_s θ⟩ with ‖T(a) − T(a′)‖ ≤ D and ‖B_s‖ ≤ b:
 *
 *     G = bD,   L = F = b²D²/4,   ρ = b³D³/(6√3),   χ = b⁴D⁴/8
 *
 * ∇log π is B_sᵀ(T − E T), −∇²log π its covariance, −∇³log π and −∇⁴log π its third and fourth
 * cumulants, along every unit vector those of a variable confined to an interval of length bD; see
 * docs/theory/constants.md.
 */
const exponentialFamily = (diameter: number, featureNorm: number): SmoothPolicyConstants => {
  const width = diameter * featureNorm;
  const curvature = square(width) / 4;
  return {
    score: width,
    curvature,
    curvatureLipschitz: power(width, 3) / (6 * Math.sqrt(3)),
    fisher: curvature,
    fourthDerivative: power(width, 4) / 8,
  };
};

/**
 * The tabular softmax policy with at least two actions: G = √2, L = F = ½, ρ = √2/(3√3), χ = ½.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { softmaxConstants } from '@sgmrl/theory';
 * ok(
 *   Math.abs(softmaxConstants.score ** 2 - 2) < 1e-15 &&
 *     Math.abs(softmaxConstants.curvature - 0.5) < 1e-15,
 * );
 * ```
 */
export const softmaxConstants: SmoothPolicyConstants = exponentialFamily(Math.SQRT2, 1);

/** A Gaussian policy of fixed deviation whose actions are confined. */
export interface BoundedGaussian {
  /** The smallest standard deviation σ of any action coordinate, above 0. */
  readonly deviation: number;
  /** The diameter of the set that actions are confined to. */
  readonly actionDiameter: number;
  /** A bound for ‖∂μ/∂θ‖, where the mean μ is linear in θ: the norm of the features. */
  readonly featureNorm: number;
}

/**
 * The Gaussian with mean linear in θ and fixed deviation ≥ σ, conditioned on a convex set of
 * actions of diameter D: an exponential family with b = ‖features‖/σ², whose variance is at most σ²
 * too, so L = F = b² min(D²/4, σ²). A Gaussian over all of R^m has no such constants: its score is
 * unbounded.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { boundedGaussianConstants } from '@sgmrl/theory';
 * const { score, curvature } = boundedGaussianConstants({
 *   deviation: 0.5,
 *   actionDiameter: 4,
 *   featureNorm: 1,
 * });
 * deepStrictEqual([score, curvature], [16, 4]);
 * ```
 */
export const boundedGaussianConstants = ({
  deviation,
  actionDiameter,
  featureNorm,
}: BoundedGaussian): SmoothPolicyConstants => {
  const family = exponentialFamily(actionDiameter, featureNorm / square(deviation));
  const curvature = Math.min(family.curvature, square(featureNorm / deviation));
  return { ...family, curvature, fisher: curvature };
};
