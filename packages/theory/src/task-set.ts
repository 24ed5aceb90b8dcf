import type { TabularMdp } from '@sgmrl/environments';
import type { Setting } from './setting';

/** Equally likely tasks of one size, and how each adapts. */
export interface TaskSet {
  /** At least one. */
  readonly tasks: readonly TabularMdp[];
  /** The same for all tasks. */
  readonly setting: Setting;
}
