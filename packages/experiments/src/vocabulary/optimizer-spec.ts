import type { OptimizerRow, OptimizerSpec } from '@sgmrl/optimizers';
import type { OwnSpec } from './own-spec';

/** An optimizer as plain data, built in or a user's own, told apart by `kind`. */
export type AnyOptimizerSpec = OptimizerSpec | OwnSpec;

/** An optimizer of a vocabulary. */
export type AnyOptimizerRow = OptimizerRow<AnyOptimizerSpec>;

/** Optimizers by the `kind` of their specs. */
export type Optimizers = Readonly<Record<string, AnyOptimizerRow>>;
