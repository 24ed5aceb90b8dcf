import { checkOnlyFields } from '@sgmrl/codecs';
import { power } from '@sgmrl/elementary';
import { zeros, zipWith } from '@sgmrl/vector';
import type { Vector } from '@sgmrl/vector';
import { chain } from './chain';
import { checkDecay, checkFinite, checkPositive } from './check';
import type { GradientTransformation, NoState } from './gradient-transformation';
import { saturate } from './saturate';
import { scaleBy } from './scale-by';
import { nextSecondMoment, standardised } from './second-moment';

/** The constants of Adam; those left out are as Kingma and Ba propose. */
export interface AdamOptions {
  /** β₁, the decay of the mean; 0.9 unless given. */
  readonly beta1?: number;
  /** β₂, the decay of the uncentred variance; 0.999 unless given. */
  readonly beta2?: number;
  /** ε, added to the root; 1e−8 unless given. */
  readonly epsilon?: number;
}

const checkOptions = (caller: string, options: AdamOptions): void => {
  checkOnlyFields(`${caller}: options`, options, {
    beta1: 'anything',
    beta2: 'anything',
    epsilon: 'anything',
  });
};

/**
 * β₁, β₂ and ε, those left out filled in. A RangeError names `caller` and the one that is out of
 * range.
 */
export const constantsOf = (caller: string, options: AdamOptions): Required<AdamOptions> => {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  checkDecay(`${caller}: beta1`, beta1);
  checkDecay(`${caller}: beta2`, beta2);
  checkPositive(`${caller}: epsilon`, epsilon);
  return { beta1, beta2, epsilon };
};

/** What Adam remembers of the gradients so far. */
export interface AdamState {
  /** t, the number of updates made. */
  readonly step: number;
  /** m_t, the decaying mean of gradients, biased towards zero. */
  readonly mean: Vector;
  /**
   * v_t, the decaying mean of squared gradients, biased towards zero; −√v_t where v_t is outside
   * 10^±280.
   */
  readonly variance: Vector;
}

/**
 * Adam's direction m̂_t / (√v̂_t + ε), where m_t = β₁m_{t−1} + (1 − β₁)g_t,
 * v_t = β₂v_{t−1} + (1 − β₂)g_t², m̂_t = m_t/(1 − β₁^t) and v̂_t = v_t/(1 − β₂^t), t = 1, 2, …
 * (all entry by entry). No finite gradient is too large or too small: where its square is beyond
 * the range of numbers, its size is kept. A gradient that is not finite makes updates that are not.
 *
 * Source: D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
 *
 * @throws RangeError unless 0 ≤ β₁, β₂ < 1 and ε is positive.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { scaleByAdam } from '@sgmrl/optimizers';
 * const optimizer = scaleByAdam();
 * const [direction] = optimizer.update([3, -0.2], optimizer.init([0, 0]), [0, 0]);
 * ok(Math.abs(direction[0] - 1) < 1e-6 && Math.abs(direction[1] + 1) < 1e-6);
 * ```
 */
export const scaleByAdam = (options: AdamOptions = {}): GradientTransformation<AdamState> => {
  checkOptions('scaleByAdam', options);
  const { beta1, beta2, epsilon } = constantsOf('scaleByAdam', options);
  return {
    init: ({ length }) => ({ step: 0, mean: zeros(length), variance: zeros(length) }),
    update: (gradient, state) => {
      const step = state.step + 1;
      const mean = zipWith(state.mean, gradient, (m, g) => saturate(beta1 * m + (1 - beta1) * g, g));
      const variance = zipWith(state.variance, gradient, nextSecondMoment(beta2));
      const masses = [1 - power(beta1, step), 1 - power(beta2, step)] as const;
      const direction = zipWith(mean, variance, standardised(masses, epsilon));
      return [direction, { step, mean, variance }];
    },
  };
};

/**
 * Adam, ascending: the update +learningRate·m̂_t / (√v̂_t + ε) of {@link scaleByAdam}. The first
 * step is learningRate·sign(g) up to ε.
 *
 * @throws RangeError unless `learningRate` is finite and the options are as {@link scaleByAdam}
 *   wants them.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { adam } from '@sgmrl/optimizers';
 * const optimizer = adam(0.01);
 * const [update] = optimizer.update([-7], optimizer.init([0]), [0]);
 * ok(Math.abs(update[0] + 0.01) < 1e-9);
 * ```
 */
export const adam = (
  learningRate: number,
  options: AdamOptions = {},
): GradientTransformation<readonly [AdamState, NoState]> => {
  checkFinite('adam: learningRate', learningRate);
  checkOptions('adam', options);
  return chain(scaleByAdam(constantsOf('adam', options)), scaleBy(learningRate));
};
