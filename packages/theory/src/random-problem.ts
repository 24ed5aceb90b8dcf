import { randomTabular, type TabularSize } from '@sgmrl/environments';
import { foldIn, key, normal } from '@sgmrl/prng';
import type { MdpFile } from './mdp-file';

/**
 * A random MDP of this size (Dirichlet transitions, rewards uniform in [0, 1)) with standard normal
 * logits; the same for the same seed.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { randomProblem } from '@sgmrl/theory';
 * const size = { states: 3, actions: 2, horizon: 4 };
 * deepStrictEqual(randomProblem(7, size, 0.9), randomProblem(7, size, 0.9));
 * ```
 */
export const randomProblem = (seed: number, size: TabularSize, discount: number): MdpFile => ({
  mdp: randomTabular({ kind: 'random-tabular', ...size }).sample(foldIn(key(seed), 0)),
  discount,
  logits: [...normal(foldIn(key(seed), 1), size.states * size.actions)],
});
