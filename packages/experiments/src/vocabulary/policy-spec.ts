import type { PolicyRow as Row, PolicySpec as BuiltInSpec } from '@sgmrl/policies';
import type { OwnSpec } from './own-spec';

/** A policy as plain data, told apart by `kind`. */
export type PolicySpec = BuiltInSpec | OwnSpec;

/** A policy of a vocabulary. */
export type PolicyRow = Row<PolicySpec>;
