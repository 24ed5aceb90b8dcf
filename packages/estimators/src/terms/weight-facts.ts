import type { Weights } from '@sgmrl/rollouts';
import type { BiasFacts } from './claim';

/** What {@link BiasFacts} asks of weights, as inner ones and as outer ones. */
export type WeightFacts = BiasFacts['inner'] & BiasFacts['outer'];

/**
 * What the bias of a term needs to know of weights: a baseline or a scale fitted to the batch makes the weights of one trajectory depend on
 * the others, and their policy gradient a biased one.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { weightFacts } from '@sgmrl/estimators';
 * deepStrictEqual(weightFacts({ kind: 'reward-to-go' }, 0.9), { fitted: false, decay: 1, unbiased: true });
 * deepStrictEqual(weightFacts({ kind: 'advantage', lambda: 0.5 }, 0.9), { fitted: true, decay: 0.45, unbiased: false });
 * ```
 */
export const weightFacts = (weights: Weights, discount: number): WeightFacts =>
  weights.kind === 'reward-to-go'
    ? { fitted: false, decay: 1, unbiased: true }
    : { fitted: true, decay: discount * weights.lambda, unbiased: false };
