import { zeros, zipWith } from '@sgmrl/vector';
import type { Vector } from '@sgmrl/vector';
import { chain } from './chain';
import { checkDecay, checkFinite } from './check';
import type { GradientTransformation, NoState } from './gradient-transformation';
import { saturate } from './saturate';
import { scaleBy } from './scale-by';

/** The decaying sum of all gradients so far. */
export interface TraceState {
  /** u_k in R^d; zero before the first update. */
  readonly velocity: Vector;
}

/**
 * The decaying sum of gradients, u_k = g_k + decay·u_{k−1} with u_{−1} = 0 (so a constant gradient
 * g tends to g/(1 − decay)). A sum of finite gradients beyond the largest number is held there.
 *
 * Source: B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 *
 * @throws RangeError unless 0 ≤ decay < 1.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { trace } from '@sgmrl/optimizers';
 * const optimizer = trace(0.5);
 * const [first, state] = optimizer.update([4], optimizer.init([0]), [0]);
 * const [second] = optimizer.update([4], state, [0]);
 * deepStrictEqual([first[0], second[0]], [4, 6]);
 * ```
 */
export const trace = (decay: number): GradientTransformation<TraceState> => {
  checkDecay('trace: decay', decay);
  return {
    init: (parameters) => ({ velocity: zeros(parameters.length) }),
    update: (gradient, state) => {
      const velocity = zipWith(state.velocity, gradient, (u, g) => saturate(decay * u + g, g));
      return [velocity, { velocity }];
    },
  };
};

/**
 * Gradient ascent with heavy-ball momentum: the update +learningRate·u_k, u_k of {@link trace}.
 *
 * @throws RangeError unless `learningRate` is finite and 0 ≤ decay < 1.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { momentum } from '@sgmrl/optimizers';
 * const optimizer = momentum(0.1, 0.9);
 * const [update] = optimizer.update([10], optimizer.init([0]), [0]);
 * deepStrictEqual(update[0], 1);
 * ```
 */
export const momentum = (
  learningRate: number,
  decay: number,
): GradientTransformation<readonly [TraceState, NoState]> => {
  checkFinite('momentum: learningRate', learningRate);
  checkDecay('momentum: decay', decay);
  return chain(trace(decay), scaleBy(learningRate));
};
