import { square } from '@sgmrl/elementary';
import type { Bounds } from './bounds';

/**
 * How to run SG-MRL, and for how long, so that the mean of E‖∇V(θ_k)‖² over the iterations is at
 * most ε².
 */
export interface Plan {
  /** β, the outer step size. */
  readonly stepSize: number;
  /** B, tasks an iteration. */
  readonly tasks: number;
  /** K, iterations. */
  readonly iterations: number;
  /** K·B·(trajectories of one task). */
  readonly trajectories: number;
}

/** The greatest outer step size that the theory admits, 1/L_V. */
const admissibleStepSize = ({ smoothness }: Bounds): number => 1 / smoothness;

/**
 * Many tasks, few iterations: β = 1/L_V, B = ⌈2σ²/ε²⌉, K = ⌈4ΔL_V/ε²⌉, from
 *
 *     (1/K) Σ_k E‖∇V(θ_k)‖² ≤ 2Δ/(βK) + βL_Vσ²/B,   β ≤ 1/L_V
 *
 * with Δ ≥ V* − V(θ_0) and σ² ≥ E‖Ĝ‖²; each term at most ε²/2.
 *
 * @param accuracy ε > 0
 * @param perTask trajectories that one task costs in an iteration: ζN + M.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { manyTasks } from '@sgmrl/theory';
 * const bounds = {
 *   gradient: 1,
 *   hessian: 1,
 *   metaGradient: 1,
 *   smoothness: 8,
 *   estimator: 5,
 *   firstOrderEstimator: 5,
 *   valueRange: 1,
 * };
 * // ε = ½: β = 1/8, B = 2 · 5² · 4, K = 4 · 8 · 4, and three trajectories a task
 * deepStrictEqual(manyTasks(bounds, 0.5, 3), {
 *   stepSize: 0.125,
 *   tasks: 200,
 *   iterations: 128,
 *   trajectories: 128 * 200 * 3,
 * });
 * ```
 */
export const manyTasks = (bounds: Bounds, accuracy: number, perTask: number): Plan => {
  const tasks = Math.ceil((2 * square(bounds.estimator)) / square(accuracy));
  return plan(bounds, accuracy, perTask, tasks, admissibleStepSize(bounds));
};

/**
 * A fixed number of tasks, many iterations: β = min(1/L_V, Bε²/(2L_Vσ²)), K = ⌈4Δ/(βε²)⌉ = O(ε⁻⁴).
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { fixedTasks } from '@sgmrl/theory';
 * const bounds = {
 *   gradient: 1,
 *   hessian: 1,
 *   metaGradient: 1,
 *   smoothness: 8,
 *   estimator: 5,
 *   firstOrderEstimator: 5,
 *   valueRange: 1,
 * };
 * // Half the ε takes sixteen times the iterations.
 * strictEqual(fixedTasks(bounds, 0.25, 3).iterations, 16 * fixedTasks(bounds, 0.5, 3).iterations);
 * ```
 */
export const fixedTasks = (bounds: Bounds, accuracy: number, perTask: number, tasks = 1): Plan =>
  plan(
    bounds,
    accuracy,
    perTask,
    tasks,
    Math.min(
      admissibleStepSize(bounds),
      (tasks * square(accuracy)) / (2 * bounds.smoothness * square(bounds.estimator)),
    ),
  );

const plan = (
  { valueRange }: Bounds,
  accuracy: number,
  perTask: number,
  tasks: number,
  stepSize: number,
): Plan => {
  const iterations = Math.ceil((4 * valueRange) / (stepSize * square(accuracy)));
  return { stepSize, tasks, iterations, trajectories: iterations * tasks * perTask };
};
