import { norm, scale } from '@sgmrl/vector';
import { checkPositive } from './check';
import { stateless } from './gradient-transformation';
import type { GradientTransformation, NoState } from './gradient-transformation';

/**
 * The gradient, shortened to norm `maxNorm` where it is longer: g·min(1, maxNorm/‖g‖). A gradient that is not
 * finite stays so.
 *
 * Source: R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks",
 * ICML 2013, algorithm 1.
 *
 * @throws RangeError unless `maxNorm` is positive and finite.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { clipByGlobalNorm } from '@sgmrl/optimizers';
 * deepStrictEqual(Array.from(clipByGlobalNorm(5).update([6, 8], [], [0, 0])[0]), [3, 4]);
 * ```
 */
export const clipByGlobalNorm = (maxNorm: number): GradientTransformation<NoState> => {
  checkPositive('clipByGlobalNorm: maxNorm', maxNorm);
  return stateless((gradient) => {
    const length = norm(gradient);
    return length > maxNorm ? scale(maxNorm / length, gradient) : gradient;
  });
};
