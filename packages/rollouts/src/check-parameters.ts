import { checkFields } from '@sgmrl/codecs';
import { areFiniteFor, checkLength, type Policy } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import * as O from 'fp-ts/lib/Option.js';

type Parametrised = Pick<Policy, 'name' | 'dimension' | 'precision'>;

/** Throws a RangeError unless θ is a list of as many numbers as the policy has parameters. */
export const checkParameters = ({ name, dimension }: Parametrised, parameters: Vector): void => {
  checkFields('rollout', { parameters }, { parameters: 'a list of numbers' });
  checkLength(`policy ${name}: parameters`, parameters, dimension);
};

/** The first parameter that is not finite in what the policy computes in. */
export const firstNotFinite = (policy: Parametrised, parameters: Vector): O.Option<number> =>
  areFiniteFor(policy, parameters)
    ? O.none
    : O.fromNullable(Array.from(parameters).find((x) => !areFiniteFor(policy, [x])));
