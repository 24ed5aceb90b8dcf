import { map, norm, scale } from '@sgmrl/vector';
import type { Vector } from '@sgmrl/vector';
import { checkPositive } from './check';
import { stateless } from './gradient-transformation';
import type { GradientTransformation, NoState } from './gradient-transformation';

/**
 * The gradient with norm `maxNorm`, where that over its own norm may be beyond the range of
 * numbers.
 */
const withNorm = (maxNorm: number, gradient: Vector): Vector => {
  const largest = Array.from(gradient).reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const ratios = map(gradient, (entry) => entry / largest);
  const length = norm(ratios);
  return map(ratios, (ratio) => (ratio / length) * maxNorm);
};

/**
 * The gradient, shortened to norm `maxNorm` where it is longer: g·min(1, maxNorm/‖g‖). A gradient
 * that is not finite stays so.
 *
 * Source: R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural
 * networks", ICML 2013, algorithm 1.
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
    if (!(length > maxNorm)) return gradient;
    const factor = maxNorm / length;
    return factor > 1e-290 ? scale(factor, gradient) : withNorm(maxNorm, gradient);
  });
};
