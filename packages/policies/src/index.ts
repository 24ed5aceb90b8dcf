export type { Differentials, Policy, StateActions } from './policy';
