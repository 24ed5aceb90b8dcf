import { checkFields } from '@sgmrl/codecs';
import { checkEnvironment, type Environment } from '@sgmrl/environments';
import { checkSpaces, type Policy } from '@sgmrl/policies';

/**
 * Throws a RangeError unless a policy can act in an environment: neither lacks a part, and their
 * spaces agree.
 */
export const checkDrawing = <State>(environment: Environment<State>, policy: Policy): void => {
  checkEnvironment(environment);
  checkSpaces(policy, environment);
  checkFields('policy', policy, { sample: 'a function', dimension: 'a number' });
};
