import type { Key } from './key';
import { quantileIndex } from './quantile-index';
import { uniform } from './uniform';

const total = (probabilities: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if (!(probabilities[i] >= 0)) {
      throw new RangeError(
        `categorical: expected probabilities ≥ 0, found ${String(probabilities[i])} at index ${String(i)}`,
      );
    }
    sum += probabilities[i];
  }
  if (!(sum > 0 && sum < Infinity)) {
    throw new RangeError(
      `categorical: expected a positive finite sum of probabilities, found ${String(sum)}`,
    );
  }
  return sum;
};

/** The draw of a categorical distribution that u ~ U[0, 1) stands for. */
export const categoricalQuantile = (probabilities: ArrayLike<number>, u: number): number =>
  quantileIndex(probabilities, 0, probabilities.length, u * total(probabilities));

/**
 * One draw of the categorical distribution over {0, …, n − 1}: index i with probability p_i / Σp.
 * Weights need not sum to one, and an index of probability zero is never drawn.
 *
 * @throws RangeError on a negative or NaN probability, or a sum that is zero or infinite.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { categorical, key } from '@sgmrl/prng';
 * strictEqual(categorical(key(0), [0, 1, 0]), 1);
 * ```
 */
export const categorical = (key: Key, probabilities: ArrayLike<number>): number =>
  categoricalQuantile(probabilities, uniform(key, 1)[0]);
