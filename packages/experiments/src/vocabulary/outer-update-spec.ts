import type { OuterUpdateRow as Row, OuterUpdateSpec as BuiltInSpec } from '@sgmrl/meta-learning';
import type { OwnSpec } from './own-spec';

/** An outer update other than plain ascent as plain data, told apart by `kind`. */
export type OuterUpdateSpec = BuiltInSpec | OwnSpec;

/** An outer update of a vocabulary. */
export type OuterUpdateRow = Row<OuterUpdateSpec>;

/** Outer updates by the `kind` of their specs. */
export type OuterUpdates = Readonly<Record<string, OuterUpdateRow>>;
