import type { OptimizerRow as Row, OptimizerSpec as BuiltInSpec } from '@sgmrl/optimizers';
import type { OwnSpec } from './own-spec';

/** An optimizer as plain data, told apart by `kind`. */
export type OptimizerSpec = BuiltInSpec | OwnSpec;

/** An optimizer of a vocabulary. */
export type OptimizerRow = Row<OptimizerSpec>;

/** Optimizers by the `kind` of their specs. */
export type Optimizers = Readonly<Record<string, OptimizerRow>>;
