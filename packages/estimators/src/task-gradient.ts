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

/** The meta-gradient of one task, with what {@link combineTasks} needs to finish it. */
export const taskGradient =
  (policy: Policy, algorithm: Algorithm) =>
  (trace: AdaptationTrace): TaskGradient => ({
    gradient: metaGradient(policy, algorithm)(trace),
    value: trace.outer.value,
    score: debiasings[algorithm.debiasing].joinsTasks
      ? propagatedScore(policy, algorithm)(trace.steps)
      : undefined,
  });

/**
 * The meta-gradient of a meta-batch: the mean over tasks, in task order, of gradient_i + (Ĵ_i − mean_{j≠i} Ĵ_j) score_i.
 * A single task has no others: its baseline is zero.
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
