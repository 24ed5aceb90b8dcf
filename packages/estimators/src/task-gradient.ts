import type { Policy } from '@sgmrl/policies';
import { axpy, meanOf, type Vector } from '@sgmrl/vector';
import type { Algorithm } from './algorithm';
import { debiasings } from './debiasing/registry';
import { metaGradient, propagatedScore, type AdaptationTrace } from './meta-gradient';

/** What one task says of the meta-gradient, before it meets the other tasks. */
export interface TaskGradient {
  readonly gradient: Vector;
  /** Ĵ(D_o), times the scale of the outer estimate. */
  readonly value: number;
  /** Σ_t A^1…A^{t−1} S^t, where the debiasing part weighs it by other tasks' returns. */
  readonly score: Vector | undefined;
}

/**
 * The meta-gradient of one task, with what {@link combineTasks} needs to finish it.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { innerStep, taskGradient, type Algorithm } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const algorithm: Algorithm = { jacobian: 'full', debiasing: 'task-baseline', innerSteps: 1, stepSize: 1, discount: 1,
 *   metaBatchSize: 2, trajectories: 1, evaluationTrajectories: 1,
 *   innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const outer = { scale: 1, gradient: [-1, 1], value: 3, valueAbove: () => 0, gradientAt: () => [0, 0] };
 * const task = taskGradient(tabularSoftmax(1, 2), algorithm)({ steps: [innerStep(algorithm)([0, 0], batch)], outer });
 * deepStrictEqual(Array.from(task.gradient), [-0.5, 0.5]); // the debiasing part is left to combineTasks
 * deepStrictEqual([task.value, Array.from(task.score ?? [])], [3, [-0.5, 0.5]]);
 * ```
 */
export const taskGradient = (
  policy: Policy,
  algorithm: Algorithm,
): ((trace: AdaptationTrace) => TaskGradient) => {
  const gradient = metaGradient(policy, algorithm);
  const { joinsTasks } = debiasings[algorithm.debiasing];
  return (trace) => ({
    gradient: gradient(trace),
    value: trace.outer.value,
    score: joinsTasks ? propagatedScore(policy, algorithm)(trace.steps) : undefined,
  });
};

/**
 * The meta-gradient of a meta-batch: the mean over tasks, in task order, of gradient_i + (Ĵ_i − mean_{j≠i} Ĵ_j) score_i.
 * A single task has no others: its baseline is zero.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { combineTasks } from '@sgmrl/estimators';
 * const tasks = [
 *   { gradient: [0, 0], value: 4, score: [1, 0] },
 *   { gradient: [0, 0], value: 8, score: [0, 1] },
 * ];
 * deepStrictEqual(Array.from(combineTasks(tasks)), [-2, 2]); // ½ ((4 − 8) (1, 0) + (8 − 4) (0, 1))
 * ```
 */
export const combineTasks = (tasks: readonly TaskGradient[]): Vector => {
  const total = tasks.reduce((sum, task) => sum + task.value, 0);
  return meanOf(
    tasks.map(({ gradient, value, score }) => {
      if (score === undefined) return gradient;
      const baseline = tasks.length > 1 ? (total - value) / (tasks.length - 1) : 0;
      return axpy(value - baseline, score, gradient);
    }),
  );
};
