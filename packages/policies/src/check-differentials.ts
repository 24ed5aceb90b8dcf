import { checkFields } from '@sgmrl/codecs';
import type { Differentials } from './policy';

/**
 * Throws a RangeError unless a policy has the differential operations: a program without types may
 * leave one out. What is written with {@link fromThree} has all of them.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkDifferentials, tabularSoftmax } from '@sgmrl/policies';
 * checkDifferentials(tabularSoftmax(1, 2));
 * throws(() => checkDifferentials(JSON.parse('{}')),
 *   { message: 'policy: weightedScore: expected a function, found nothing' });
 * ```
 */
export const checkDifferentials = (policy: Differentials): void => {
  checkFields('policy', policy, {
    weightedScore: 'a function',
    weightedScores: 'a function',
    directionalDerivative: 'a function',
    hessianVectorProduct: 'a function',
    curvatureAndScore: 'a function',
  });
};
