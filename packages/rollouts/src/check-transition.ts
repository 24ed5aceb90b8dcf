import { checkFields, describeInvalidField } from '@sgmrl/codecs';
import type { Transition } from '@sgmrl/environments';

/** What says whether the episode goes on. */
const flags = ['terminated', 'truncated'] as const;

/**
 * Throws a RangeError unless an environment answered an action with a record, whose flags are
 * booleans: without one an episode would go on as if it were false. A program without types may
 * leave one out. Whether the reward is a finite number is for its caller to tell as a value.
 */
export const checkTransition = <State>(transition: Transition<State>, step: number): void => {
  const given: Partial<Transition<State>> | undefined = transition;
  if (typeof given?.terminated === 'boolean' && typeof given.truncated === 'boolean') return;
  const where = `environment: step, at step ${String(step)}`;
  checkFields(where, transition, {});
  for (const flag of flags) {
    const found: unknown = transition[flag];
    if (typeof found !== 'boolean')
      throw new RangeError(
        `${where}: ${flag}: ${describeInvalidField({ path: '', expected: 'a boolean', found })}`,
      );
  }
};
