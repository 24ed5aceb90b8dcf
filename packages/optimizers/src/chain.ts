import { checkFields } from '@sgmrl/codecs';
import type { Vector } from '@sgmrl/vector';
import type { GradientTransformation } from './gradient-transformation';

/**
 * The transformations one after the other: the update of each is the gradient of the next. The
 * state is the tuple of their states. `chain` is associative up to the nesting of that tuple, with
 * `identity` as its unit.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { chain, clipByGlobalNorm, sgd } from '@sgmrl/optimizers';
 * const optimizer = chain(clipByGlobalNorm(1), sgd(0.5));
 * const parameters = [0, 0];
 * const [update] = optimizer.update([0, 4], optimizer.init(parameters), parameters);
 * deepStrictEqual(Array.from(update), [0, 0.5]);
 * ```
 */
export function chain<States extends readonly unknown[]>(
  ...transformations: { readonly [K in keyof States]: GradientTransformation<States[K]> }
): GradientTransformation<readonly [...States]>;
// Inside, the states are only handed back to where they came from, so their types need not be
// known.
export function chain(
  ...transformations: readonly GradientTransformation<unknown>[]
): GradientTransformation<readonly unknown[]> {
  transformations.forEach((part, i) => {
    checkFields(`chain: part ${String(i)}`, part, {});
    if (typeof part.init !== 'function' || typeof part.update !== 'function')
      throw new RangeError(
        `chain: part ${String(i)}: expected a gradient transformation, found one without init and update`,
      );
  });
  return {
    init: (parameters) => transformations.map((part) => part.init(parameters)),
    update: (gradient, states, parameters) =>
      transformations.reduce<readonly [Vector, readonly unknown[]]>(
        ([flowing, next], part, i) => {
          const [update, state] = part.update(flowing, states[i], parameters);
          return [update, [...next, state]];
        },
        [gradient, []],
      ),
  };
}
