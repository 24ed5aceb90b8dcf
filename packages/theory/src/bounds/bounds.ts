import { square } from '@sgmrl/elementary';
import type { AdaptationChoices } from '../adaptation-choices';
import type { PolicyConstants } from './policy-constants';
import { sumOver } from './time-sums';

/** The numbers of a task distribution and of adaptation that the bounds depend on. */
export interface TheoryProblem extends Omit<AdaptationChoices, 'innerWeights'> {
  /** H */
  readonly horizon: number;
  /** R ≥ |r| */
  readonly rewardBound: number;
  /** The greatest reward less the least; at most R where rewards are not negative. */
  readonly rewardRange: number;
}

/** Upper bounds for every task, at all parameters. */
export interface Bounds {
  /** η_G ≥ ‖∇J‖ */
  readonly gradient: number;
  /** η_H ≥ ‖∇²J‖ */
  readonly hessian: number;
  /** A bound for ‖∇V_ζ‖. */
  readonly metaGradient: number;
  /** L_V, a Lipschitz constant of ∇V_ζ. */
  readonly smoothness: number;
  /** The square root of a bound for E‖Ĝ‖², Ĝ the estimate of Algorithm 1 from one task. */
  readonly estimator: number;
  /** The same for the `first-order` debiasing part. */
  readonly firstOrderEstimator: number;
  /** A bound for V* − V_ζ(θ): rewardRange · Σ_t γ^t. */
  readonly valueRange: number;
}

/** Bounds for the gradient and the Hessian of a function of θ. */
interface Smooth {
  readonly gradient: number;
  readonly hessian: number;
}

const afterSteps = (steps: number, start: Smooth, oneStep: (later: Smooth) => Smooth): Smooth =>
  Array.from({ length: steps }).reduce<Smooth>(oneStep, start);

/**
 * The bounds of docs/theory/constants.md as first derived, from worst cases: the score of N
 * trajectories counts N·H·G, its square (N·H·G)², sums over time run to infinity where γ < 1. One
 * inner step gives
 *
 *     η_G = G R w,   η_H = (H G² + L) R w,   a = 1 + αLRw,   w = 1/(1−γ)²
 *     G_V = a η_G + N H G R/(1−γ)
 *     L_V = αρRw η_G + a² η_H + 2NHG a η_G + (R/(1−γ)) N H (L + N H G²)
 *
 * and ζ steps repeat it with V_{ζ−1} in the place of J.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from 'node:assert';
 * import { softmaxConstants, statedBounds } from '@sgmrl/theory';
 * const bandit = {
 *   innerSteps: 0,
 *   stepSize: 1,
 *   discount: 1,
 *   trajectories: 1,
 *   horizon: 1,
 *   rewardBound: 1,
 *   rewardRange: 1,
 * };
 * const { gradient, hessian, metaGradient, smoothness } = statedBounds(softmaxConstants, bandit);
 * ok(Math.abs(gradient - Math.SQRT2) < 1e-12); // G
 * ok(Math.abs(hessian - 2.5) < 1e-12); // G² + L
 * strictEqual(metaGradient, gradient); // without adaptation, V is J
 * strictEqual(smoothness, hessian);
 * ```
 */
export const statedBounds = (policy: PolicyConstants, problem: TheoryProblem): Bounds => {
  const { score: G, curvature: L, curvatureLipschitz: rho } = policy;
  const { horizon: H, rewardBound: R, rewardRange, discount, stepSize: alpha } = problem;
  const { trajectories: N, innerSteps } = problem;
  const returns = discount < 1 ? 1 / (1 - discount) : sumOver(problem, () => 1);
  const value = R * returns;
  const weight = R * (discount < 1 ? 1 / square(1 - discount) : sumOver(problem, (t) => t));
  const a = 1 + alpha * L * weight;
  const j: Smooth = { gradient: G * weight, hessian: (H * square(G) + L) * weight };
  const v = afterSteps(innerSteps, j, ({ gradient, hessian }) => ({
    gradient: a * gradient + value * N * H * G,
    hessian:
      alpha * rho * weight * gradient +
      square(a) * hessian +
      2 * N * H * G * a * gradient +
      value * N * H * (L + N * H * square(G)),
  }));
  return {
    ...j,
    metaGradient: v.gradient,
    smoothness: v.hessian,
    estimator: v.gradient,
    firstOrderEstimator: afterSteps(innerSteps, j, ({ gradient, hessian }) => ({
      gradient: a * gradient + alpha * j.gradient * gradient * H * G,
      hessian,
    })).gradient,
    valueRange: rewardRange * returns,
  };
};

/**
 * The same bounds sharpened; none of them grows with N but the one for Algorithm 1's estimate,
 * which must. With Δ = rewardRange/2, sums over the H steps, F the Fisher bound, g = G R w ≥ ‖g(τ)‖
 * and a = 1 + αLRw:
 *
 *     ‖∇J‖ ≤ Δ √F Σ_t γ^t √(t+1)    scores of different steps are uncorrelated, rewards centred
 *     ‖∇²J‖ ≤ Δ (F + L) w
 *     ‖∇V‖ ≤ (a + αg√(HF)) ‖∇J‖     J(U) − J(U_−τ) in the place of J(U), for each trajectory
 *     ‖∇²V‖ ≤ [αρRw + 2αLRw√(HF) + αgH(F+L)] ‖∇J‖ + [a² + 2αag√(HF) + α²g²HF] ‖∇²J‖
 *
 * Where N is small and α large the bounds that count the score of all N trajectories can be less;
 * the smaller one is taken.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { returnGradient, sharpBounds, softmaxConstants, theoryProblem } from '@sgmrl/theory';
 * import { norm } from '@sgmrl/vector';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * const setting = {
 *   innerSteps: 1,
 *   stepSize: 1,
 *   discount: 1,
 *   trajectories: 2,
 *   evaluationTrajectories: 2,
 * };
 * const { gradient } = sharpBounds(softmaxConstants, theoryProblem(coin, setting));
 * // Where both arms are as likely, ‖∇J‖ attains its bound.
 * ok(Math.abs(gradient - norm(returnGradient(coin, 1)([0, 0]).gradient)) < 1e-15);
 * ```
 */
export const sharpBounds = (policy: PolicyConstants, problem: TheoryProblem): Bounds => {
  const { score: G, curvature: L, curvatureLipschitz: rho, fisher: F } = policy;
  const { horizon: H, rewardBound: R, rewardRange, stepSize: alpha, trajectories: N, innerSteps } = problem;
  const returns = sumOver(problem, () => 1);
  const weights = sumOver(problem, (t) => t);
  const roots = sumOver(problem, Math.sqrt);
  const half = rewardRange / 2;
  const curvature = alpha * L * R * weights;
  const a = 1 + curvature;
  const g = G * R * weights;
  const own = Math.sqrt(H * F);
  const all = Math.sqrt(N * H * F);
  const j: Smooth = { gradient: half * Math.sqrt(F) * roots, hessian: half * (F + L) * weights };
  const v = afterSteps(innerSteps, j, ({ gradient, hessian }) => {
    const bend = alpha * rho * R * weights * gradient + square(a) * hessian;
    return {
      gradient: a * gradient + Math.min(alpha * g * own * gradient, half * returns * all),
      hessian:
        bend +
        Math.min(
          2 * (curvature * gradient + alpha * a * g * hessian) * own +
            alpha * g * H * (F + L) * gradient +
            square(alpha) * square(g) * H * F * hessian,
          2 * a * gradient * all + half * returns * N * H * (F + L),
        ),
    };
  });
  const estimator = (share: (later: number) => number): number =>
    afterSteps(innerSteps, { gradient: g, hessian: 0 }, ({ gradient }) => ({
      gradient: a * gradient + share(gradient),
      hessian: 0,
    })).gradient;
  return {
    ...j,
    metaGradient: v.gradient,
    smoothness: v.hessian,
    estimator: estimator(() => R * returns * Math.sqrt(N * H) * G),
    firstOrderEstimator: estimator((later) => alpha * g * later * Math.sqrt(H) * G),
    valueRange: rewardRange * returns,
  };
};
