import { algorithm1 } from './algorithm-1';
import { firstOrder } from './first-order';
import { firstOrderCausal } from './first-order-causal';
import { leaveOneOut } from './leave-one-out';
import { none } from './none';
import type { DebiasingPart } from './part';
import { taskBaseline } from './task-baseline';
import { trajectoryBaseline } from './trajectory-baseline';

/** The debiasing parts by name: one row each. */
export const debiasings = {
  none,
  'algorithm-1': algorithm1,
  'task-baseline': taskBaseline,
  'trajectory-baseline': trajectoryBaseline,
  'first-order': firstOrder,
  'first-order-causal': firstOrderCausal,
  'leave-one-out': leaveOneOut,
} satisfies Readonly<Record<string, DebiasingPart>>;

/** The name of a debiasing part. */
export type Debiasing = keyof typeof debiasings;
