import type { PolicyRow, PolicySpec } from '@sgmrl/policies-tfjs';
import type { OwnSpec } from './own-spec';

/** A policy as plain data, built in or a user's own, told apart by `kind`. */
export type AnyPolicySpec = PolicySpec | OwnSpec;

/** A policy of a vocabulary. */
export type AnyPolicyRow = PolicyRow<AnyPolicySpec>;
