import { scale } from '@sgmrl/vector';
import { checkFinite } from './check';
import { stateless } from './gradient-transformation';
import type { GradientTransformation, NoState } from './gradient-transformation';

/**
 * The update factor·gradient.
 *
 * @throws RangeError unless `factor` is finite.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { scaleBy } from '@sgmrl/optimizers';
 * deepStrictEqual(Array.from(scaleBy(2).update([1, 3], [], [0, 0])[0]), [2, 6]);
 * ```
 */
export const scaleBy = (factor: number): GradientTransformation<NoState> => {
  checkFinite('scaleBy: factor', factor);
  return stateless((gradient) => scale(factor, gradient));
};

/**
 * Stochastic gradient ascent: the update +learningRate·gradient. To descend, give a negative
 * learning rate.
 *
 * @throws RangeError unless `learningRate` is finite.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { applyUpdate, sgd } from '@sgmrl/optimizers';
 * const parameters = [1, 1];
 * const [update] = sgd(0.5).update([2, -2], [], parameters);
 * deepStrictEqual([...applyUpdate(parameters, update)], [2, 0]);
 * ```
 */
export const sgd = (learningRate: number): GradientTransformation<NoState> => {
  checkFinite('sgd: learningRate', learningRate);
  return scaleBy(learningRate);
};
