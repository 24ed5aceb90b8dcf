import type { GradientParts } from '@sgmrl/estimators';
import { dot, meanOf, subtract, type Vector } from '@sgmrl/vector';

/**
 * What is known of the mean x̄ over a meta-batch of a vector x of each task. Tasks are drawn
 * independently and alike, so these are U-statistics: unbiased, given the state.
 */
export interface SignalAndNoise {
  /** ‖E x‖²; its estimate may be negative, where there is more noise than signal. */
  readonly signal: number;
  /** E‖x̄ − E x‖², the trace of the covariance of x̄. */
  readonly noise: number;
}

/**
 * Signal and noise of the mean meta-gradient. With one task there is nothing to estimate them from.
 */
export interface GradientStatistics extends SignalAndNoise {
  /**
   * Of its parts, in one iteration in ten or in all if a part is shrunk, where the estimator has
   * both: its gradient is `rest` + w · `debiasing`, w being 1 unless a part is shrunk
   * (`metaGradientParts` of estimators).
   */
  readonly parts?:
    | {
        /** x is the `rest` of a task. */
        readonly rest: SignalAndNoise;
        /** x is the `debiasing` of a task. */
        readonly debiasing: SignalAndNoise;
        /** E⟨x̄ − E x, ȳ − E y⟩, x and y being the two. */
        readonly covariance: number;
      }
    | undefined;
}

/** E⟨x̄ − E x, ȳ − E y⟩ estimated by Σ_i ⟨x_i − x̄, y_i − ȳ⟩ / B(B − 1), for at least two tasks. */
const covariance = (xs: readonly Vector[], ys: readonly Vector[]): number => {
  const [meanX, meanY] = [meanOf(xs), meanOf(ys)];
  const products = xs.map((x, i) => dot(subtract(x, meanX), subtract(ys[i], meanY)));
  return products.reduce((sum, product) => sum + product, 0) / (xs.length * (xs.length - 1));
};

/** Σ_{i≠j} ⟨x_i, x_j⟩ / B(B − 1) is the square of the mean less its noise. */
const signalAndNoise = (xs: readonly Vector[]): SignalAndNoise => {
  const mean = meanOf(xs);
  const noise = covariance(xs, xs);
  return { signal: dot(mean, mean) - noise, noise };
};

/** What a task tells of its meta-gradient. */
interface TaskGradient {
  readonly gradient: Vector;
  readonly parts?: GradientParts | undefined;
}

const statisticsOf = (parts: readonly GradientParts[]): GradientStatistics['parts'] => {
  const [rest, debiasing] = [parts.map((one) => one.rest), parts.map((one) => one.debiasing)];
  return {
    rest: signalAndNoise(rest),
    debiasing: signalAndNoise(debiasing),
    covariance: covariance(rest, debiasing),
  };
};

/** Signal and noise of the mean over tasks, of gradient and parts; undefined for a single task. */
export const gradientStatistics = (tasks: readonly TaskGradient[]): GradientStatistics | undefined => {
  if (tasks.length < 2) return undefined;
  const parts = tasks.flatMap((task) => task.parts ?? []);
  return {
    ...signalAndNoise(tasks.map(({ gradient }) => gradient)),
    parts: parts.length === tasks.length ? statisticsOf(parts) : undefined,
  };
};
