import type { Bounds } from './bounds';

/** How to run SG-MRL, and for how long, so that the mean of E‖∇V(θ_k)‖² over the iterations is at most ε². */
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
 */
export const manyTasks = (bounds: Bounds, accuracy: number, perTask: number): Plan => {
  const tasks = Math.ceil((2 * bounds.estimator ** 2) / accuracy ** 2);
  return plan(bounds, accuracy, perTask, tasks, admissibleStepSize(bounds));
};

/** A fixed number of tasks, many iterations: β = min(1/L_V, Bε²/(2L_Vσ²)), K = ⌈4Δ/(βε²)⌉ = O(ε⁻⁴). */
export const fixedTasks = (bounds: Bounds, accuracy: number, perTask: number, tasks = 1): Plan =>
  plan(
    bounds,
    accuracy,
    perTask,
    tasks,
    Math.min(
      admissibleStepSize(bounds),
      (tasks * accuracy ** 2) / (2 * bounds.smoothness * bounds.estimator ** 2),
    ),
  );

const plan = (
  { valueRange }: Bounds,
  accuracy: number,
  perTask: number,
  tasks: number,
  stepSize: number,
): Plan => {
  const iterations = Math.ceil((4 * valueRange) / (stepSize * accuracy ** 2));
  return { stepSize, tasks, iterations, trajectories: iterations * tasks * perTask };
};
