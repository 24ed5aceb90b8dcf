import type { Vector } from '@sgmrl/vector';
import type { Policy, Precision } from './policy';

const round: Readonly<Record<Precision, (x: number) => number>> = { float32: Math.fround, float64: (x) => x };

/**
 * Whether every parameter is finite in what the policy computes in: 1e39 is not in float32.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { areFiniteFor } from '@sgmrl/policies';
 * const found = [areFiniteFor({ precision: 'float64' }, [1e39]), areFiniteFor({ precision: 'float32' }, [1e39])];
 * deepStrictEqual(found, [true, false]);
 * ```
 */
export const areFiniteFor = ({ precision }: Pick<Policy, 'precision'>, parameters: Vector): boolean => {
  for (let i = 0; i < parameters.length; i++)
    if (!Number.isFinite(round[precision](parameters[i]))) return false;
  return true;
};
