import { fromThree, type Policy } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';

/** A way to break a policy, and the law that sees it. */
export type Mutant = readonly [what: string, law: string, fault: Partial<Policy>];

/** The policy with some of its three basic operations changed, and the others derived from them. */
export const derived = (policy: Policy, fault: Partial<Parameters<typeof fromThree>[0]>): Partial<Policy> =>
  fromThree({ ...policy, ...fault });

/** log π with something added that parameters and observation decide. */
export const shiftedLog =
  (policy: Policy, by: (theta: Vector, observation: number) => number): Policy['logProbability'] =>
  (theta, data) =>
    Float64Array.from(policy.logProbability(theta, data), (x, k) => x + by(theta, data.observations.data[k]));
