import { algorithm1 } from './algorithm-1';
import { dice } from './dice';
import { eMaml } from './e-maml';
import { firstOrder } from './first-order';
import { firstOrderCausal } from './first-order-causal';
import { fullHessian } from './full-hessian';
import { leaveGroupOut } from './leave-group-out';
import { leaveOneOut } from './leave-one-out';
import { leaveOneOutCorrected } from './leave-one-out-corrected';
import { leaveOneOutLinear } from './leave-one-out-linear';
import { loadedDice } from './loaded-dice';
import { lvc } from './lvc';
import { none } from './none';
import type { DebiasingPart } from './part';
import { taskBaseline } from './task-baseline';
import { taypo2 } from './taypo-2';
import { trajectoryBaseline } from './trajectory-baseline';

/**
 * The debiasing parts by name: one row each.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { debiasings } from '@sgmrl/estimators';
 * strictEqual(debiasings.none.variance, '0');
 * strictEqual(debiasings.none.formula, 'c = 0');
 * ```
 */
export const debiasings = {
  none,
  'algorithm-1': algorithm1,
  'task-baseline': taskBaseline,
  'trajectory-baseline': trajectoryBaseline,
  'first-order': firstOrder,
  'first-order-causal': firstOrderCausal,
  'leave-one-out': leaveOneOut,
  'leave-one-out-linear': leaveOneOutLinear,
  'leave-one-out-corrected': leaveOneOutCorrected,
  'leave-group-out': leaveGroupOut,
  'e-maml': eMaml,
  'full-hessian': fullHessian,
  dice,
  'loaded-dice': loadedDice,
  lvc,
  'taypo-2': taypo2,
} satisfies Readonly<Record<string, DebiasingPart>>;

/** The name of a debiasing part. */
export type Debiasing = keyof typeof debiasings;

/** The part of that name. Throws a RangeError if there is none, as a program without types may ask. */
export const debiasingNamed = (name: Debiasing): DebiasingPart => {
  if (Object.hasOwn(debiasings, name)) return debiasings[name];
  throw new RangeError(
    `debiasing: expected one of ${Object.keys(debiasings).join(', ')}, found '${String(name)}'`,
  );
};
