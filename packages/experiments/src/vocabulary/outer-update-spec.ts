import type { OuterUpdateRow, OuterUpdateSpec } from '@sgmrl/meta-learning';
import type { OwnSpec } from './own-spec';

/**
 * An outer update other than plain ascent as plain data, built in or a user's own, told apart by
 * `kind`.
 */
export type AnyOuterUpdateSpec = OuterUpdateSpec | OwnSpec;

/** An outer update of a vocabulary. */
export type AnyOuterUpdateRow = OuterUpdateRow<AnyOuterUpdateSpec>;

/** Outer updates by the `kind` of their specs. */
export type OuterUpdates = Readonly<Record<string, AnyOuterUpdateRow>>;
