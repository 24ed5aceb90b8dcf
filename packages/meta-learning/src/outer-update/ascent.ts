import { checkFields } from '@sgmrl/codecs';
import { applyUpdate, type GradientTransformation } from '@sgmrl/optimizers';
import type { Vector } from '@sgmrl/vector';
import type { OuterUpdate } from './outer-update';
import { found, type Point } from './search';

/** One step of the optimizer. */
export const gradientStep =
  <Memory>(optimizer: GradientTransformation<Memory>) =>
  (point: Point<Memory>, gradient: Vector): Point<Memory> => {
    const [update, memory] = optimizer.update(gradient, point.optimizer, point.parameters);
    return { parameters: applyUpdate(point.parameters, update), optimizer: memory };
  };

/**
 * θ_{k+1} = θ_k + optimizer(meta-gradient): the outer update of Algorithm 1 (Fallah et al.,
 * arXiv:2002.05135), with any gradient transformation in the place of its fixed step size. It asks
 * the tasks nothing.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { ascent } from '@sgmrl/meta-learning';
 * import { chain, clipByGlobalNorm, sgd } from '@sgmrl/optimizers';
 * const update = ascent(chain(clipByGlobalNorm(1), sgd(0.5)));
 * const search = update.search({ parameters: [0, 0], optimizer: update.init([0, 0]) }, [0, 4]);
 * deepStrictEqual(search.kind === 'found' && Array.from(search.step.parameters), [0, 0.5]);
 * ```
 */
export const ascent = <Memory>(optimizer: GradientTransformation<Memory>): OuterUpdate<Memory> => {
  checkFields('optimizer', optimizer, { init: 'a function', update: 'a function' });
  return {
    init: optimizer.init,
    search: (from, gradient) => found({ ...gradientStep(optimizer)(from, gradient), surrogate: undefined }),
    surrogate: undefined,
  };
};
