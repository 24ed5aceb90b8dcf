import type { Key } from './key';
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

/**
 * The quantile of a categorical distribution: the first index i with p_0 + … + p_i > u·Σp, so with u ~ U[0, 1) a draw of it.
 * An index of probability zero is never returned.
 */
export const categoricalQuantile = (probabilities: ArrayLike<number>, u: number): number => {
  const threshold = u * total(probabilities);
  let cumulative = 0;
  let lastPossible = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if (probabilities[i] > 0) {
      cumulative += probabilities[i];
      lastPossible = i;
      if (cumulative > threshold) return i;
    }
  }
  return lastPossible;
};

/**
 * One draw of the categorical distribution over {0, …, n − 1}: index i with probability p_i / Σp. Weights need not
 * sum to one, and an index of probability zero is never drawn.
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
