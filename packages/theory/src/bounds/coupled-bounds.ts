import { square } from '@sgmrl/elementary';
import { sharpBounds, type TheoryProblem } from './bounds';
import type { SmoothPolicyConstants } from './policy-constants';
import { sumOver } from './time-sums';

/** How coupled rollouts are taken. */
export interface CoupledChoices {
  /** ε > 0, how far to either side of θ. */
  readonly epsilon: number;
  /** A, actions to choose from: at most so many cells of a uniform number move. */
  readonly actions: number;
}

/** Upper bounds for the estimate of coupled rollouts from one task, for all tasks and parameters. */
export interface CoupledBounds {
  /** ι ≥ ‖E Ĝ − ∇V_ζ‖ */
  readonly bias: number;
  /** The square root of a bound for E‖Ĝ‖². */
  readonly estimator: number;
}

/** A bound for E X_n⁴, X_n a sum of n scores along a unit vector, by recursion over its steps. */
const fourthMoments = (score: number, fisher: number, most: number): readonly number[] => {
  const moments = [0];
  for (let n = 1; n <= most; n++) {
    const before = n - 1;
    moments.push(
      moments[before] +
        6 * before * square(fisher) +
        4 * Math.sqrt(before * fisher) * score * fisher +
        square(score) * fisher,
    );
  }
  return moments;
};

/** K ≥ ‖∇⁴J‖: a fourth derivative of a likelihood ratio has mean zero, so rewards may be centred. */
const fourthDerivativeOfReturn = (policy: SmoothPolicyConstants, problem: TheoryProblem): number => {
  const { score: G, curvature: L, curvatureLipschitz: rho, fisher: F, fourthDerivative: chi } = policy;
  const moments = fourthMoments(G, F, problem.horizon);
  const ofSteps = (n: number): number =>
    moments[n] + 3 * square(n) * L * (2 * F + L) + 4 * n * rho * Math.sqrt(n * F) + n * chi;
  return (problem.rewardRange / 2) * sumOver(problem, ofSteps);
};

/**
 * Bounds for Ĝ = λ + α‖λ‖ [g(θ + ελ̂) − g(θ − ελ̂)]/2ε, discrete actions, reward-to-go weights and
 * ζ ≥ 1 inner steps. From the last step to the first, with g = G R w, ℓ = L R w, ‖∇J‖, ‖∇²J‖ ≤
 * η_G, η_H, ‖∇⁴J‖ ≤ K, and η′ ≥ ‖∇²V‖ of what follows the step,
 *
 *     ι ← (1 + αη_H) ι + (α²/N) g η′ (½g√(HF) + ℓ + η_H) + αε²σK/6        from 0
 *     σ ← σ √[(1 + αη_H)² + (α²/N)(ℓ² + (g/ε)² min(1, H(A − 1)√F ε))]      from g
 *
 * The derivation is in docs/theory/coupled.md. Neither grows with N.
 *
 * @throws RangeError unless ε is positive and there are two actions or more.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { coupledBounds, manyTasks, sharpBounds, softmaxConstants } from '@sgmrl/theory';
 * const problem = {
 *   innerSteps: 1,
 *   stepSize: 0.1,
 *   discount: 0.9,
 *   trajectories: 1000,
 *   horizon: 3,
 *   rewardBound: 1,
 *   rewardRange: 1,
 * };
 * const bounds = sharpBounds(softmaxConstants, problem);
 * const { bias, estimator } = coupledBounds(softmaxConstants, problem, { epsilon: 0.03, actions: 2 });
 * // For E‖∇V‖² ≤ ε² a bias leaves ε² − ι² to iterations and noise.
 * const accuracy = 0.1;
 * ok(bias < accuracy);
 * const plan = manyTasks({ ...bounds, estimator }, Math.sqrt(accuracy ** 2 - bias ** 2), 4000);
 * ok(plan.tasks < manyTasks(bounds, accuracy, 2000).tasks); // than with Algorithm 1
 * ```
 */
export const coupledBounds = (
  policy: SmoothPolicyConstants,
  problem: TheoryProblem,
  { epsilon, actions }: CoupledChoices,
): CoupledBounds => {
  if (!(epsilon > 0)) throw new RangeError(`coupledBounds: expected ε > 0, found ${String(epsilon)}`);
  if (!(actions >= 2))
    throw new RangeError(`coupledBounds: expected at least two actions, found ${String(actions)}`);
  const { score: G, curvature: L, fisher: F } = policy;
  const { horizon: H, rewardBound: R, stepSize: alpha, trajectories: N, innerSteps } = problem;
  const weights = sumOver(problem, (t) => t);
  const [g, l] = [G * R * weights, L * R * weights];
  const { hessian } = sharpBounds(policy, problem);
  const parting = Math.min(1, H * (actions - 1) * Math.sqrt(F) * epsilon);
  const along = 1 + alpha * hessian;
  const growth = Math.sqrt(square(along) + (square(alpha) / N) * (square(l) + square(g / epsilon) * parting));
  const wide = (alpha * square(epsilon) * fourthDerivativeOfReturn(policy, problem)) / 6;
  const own = (square(alpha) / N) * g * ((g * Math.sqrt(H * F)) / 2 + l + hessian);
  return Array.from({ length: innerSteps }, (_, after) => after).reduce<CoupledBounds>(
    ({ bias, estimator }, after) => ({
      bias:
        along * bias +
        own * sharpBounds(policy, { ...problem, innerSteps: after }).smoothness +
        wide * estimator,
      estimator: growth * estimator,
    }),
    { bias: 0, estimator: g },
  );
};
