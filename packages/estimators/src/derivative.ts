import type { Differentials } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import { check } from './check';

/**
 * What an operation of a policy gave in R^d. Throws a RangeError that names the policy's operation
 * where it is of another length: a policy of one's own may forget a parameter.
 */
export const derivative = (operation: keyof Differentials, found: Vector, { length }: Vector): Vector => {
  check(
    `policy: ${operation}`,
    found.length === length,
    `${String(length)} numbers, one a parameter`,
    found.length,
  );
  return found;
};
