import { checkFields } from '@sgmrl/codecs';
import { checkSpace } from './check-space';
import type { Environment } from './environment';

/**
 * Throws a RangeError, which says what was expected and what was found, unless an environment has
 * its spaces, a horizon from 1 on, and its functions: a program without types may leave one out.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkEnvironment, tabularEnvironment } from '@sgmrl/environments';
 * const environment = tabularEnvironment({ initial: [1], transitions: [[[1]]], rewards: [[0.5]], horizon: 2 });
 * checkEnvironment(environment);
 * throws(() => checkEnvironment({ ...environment, horizon: 0 }),
 *   { message: 'environment: horizon: expected a whole number from 1 on, found 0' });
 * ```
 */
export const checkEnvironment = <State>(environment: Environment<State>): void => {
  checkFields('environment', environment, {
    observationSpace: 'a record',
    actionSpace: 'a record',
    horizon: 'a number',
    reset: 'a function',
    observe: 'a function',
    step: 'a function',
  });
  checkSpace('environment: observationSpace', environment.observationSpace);
  checkSpace('environment: actionSpace', environment.actionSpace);
  const { horizon } = environment;
  if (!(Number.isSafeInteger(horizon) && horizon >= 1))
    throw new RangeError(`environment: horizon: expected a whole number from 1 on, found ${String(horizon)}`);
};
