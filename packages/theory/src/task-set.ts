import type { TabularMdp } from '@sgmrl/environments';
import type { Setting } from './setting';

/** Equally likely tasks of one size, and how each adapts. */
export interface TaskSet {
  readonly tasks: readonly TabularMdp[];
  readonly setting: Setting;
}
