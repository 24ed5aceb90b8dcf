import type { Vector } from '@sgmrl/vector';
import { isIndex, vectorLength, type Space } from './space';

const show = (action: Vector): string => `[${Array.from(action).join(', ')}]`;

/**
 * Throws a RangeError unless an action is what an environment takes: one index of a discrete space,
 * or as many finite numbers as a box has. Bounds of boxes do not matter: what is beyond them is for
 * the environment to clip. `collect` hands on no action that is not finite, and tells of it as a
 * value.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkAction, cube, discrete } from '@sgmrl/environments';
 * checkAction('bandit', discrete(2), [1]);
 * checkAction('plane', cube(2, -1, 1), [3, -3]);
 * throws(() => checkAction('bandit', discrete(2), [2]),
 *   { message: 'bandit: action: expected one index from 0 to 1, found [2]' });
 * ```
 */
export const checkAction = (environment: string, space: Space, action: Vector): void => {
  if (fits(space, action)) return;
  throw new RangeError(`${environment}: action: expected ${expected(space)}, found ${show(action)}`);
};

const fits = (space: Space, action: Vector): boolean => {
  if (action.length !== vectorLength(space)) return false;
  if (space.kind === 'discrete') return isIndex(space.size, action[0]);
  for (let i = 0; i < action.length; i++) if (!Number.isFinite(action[i])) return false;
  return true;
};

const expected = (space: Space): string =>
  space.kind === 'discrete'
    ? `one index from 0 to ${String(space.size - 1)}`
    : `${String(space.low.length)} finite numbers`;
