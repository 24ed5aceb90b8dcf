import { normalised, type Policy } from '@sgmrl/policies';
import { scalingOf, type ObservationMoments } from './observation-moments';
import type { AdaptationProblem } from './problem';

/**
 * The policy that acts, given the moments of observations in a state: where the problem normalises
 * observations, π over those that these moments normalise, a fixed map of an iteration; else π as
 * it is. The same moments give the same policy, which knows batches again.
 *
 * @throws RangeError where the problem normalises observations and there are no moments.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { policyAt } from '@sgmrl/meta-learning';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const policy = tabularSoftmax(3, 2);
 * strictEqual(policyAt({ policy })(undefined), policy); // nothing is normalised
 * ```
 */
export const policyAt = ({
  policy,
  observationNormalisation,
}: Pick<AdaptationProblem<unknown, unknown>, 'policy' | 'observationNormalisation'>): ((
  moments: ObservationMoments | undefined,
) => Policy) => {
  if (observationNormalisation === undefined) return () => policy;
  const made = new WeakMap<ObservationMoments, Policy>();
  return (moments) => {
    if (moments === undefined)
      throw new RangeError(
        'observationMoments: expected those of a state, found none; initialState begins with them',
      );
    const known = made.get(moments) ?? normalised(policy, scalingOf(moments, observationNormalisation.clip));
    made.set(moments, known);
    return known;
  };
};
