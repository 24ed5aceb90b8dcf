import type { Config } from '../configuration/config';
import type { IterationRecord } from '../run/metrics-file';
import type { Versions } from '../run/versions';
import type { Choice } from './chosen';
import type { HeldOut } from './held-out';
import type { VariedSetting } from './varied';

/** A run beside others. */
export interface ComparedRun {
  /** Its folder. */
  readonly directory: string;
  /** Pairs it with runs of other groups. */
  readonly seed: number;
  /** All that determines it. */
  readonly config: Config;
  /** One an iteration; none for `random`. */
  readonly records: readonly IterationRecord[];
  /** Undefined if the run was not evaluated, or has gone on since. */
  readonly heldOut: HeldOut | undefined;
  /** What it was computed with, if its summary says so. */
  readonly versions?: Versions | undefined;
}

/** Runs that differ in their seed only; none of another group has the same configuration. */
export interface ComparedGroup {
  /** As it was asked for: `random`, `joint`, `oracle`, an algorithm or a debiasing part. */
  readonly algorithm: string;
  /** ζ of training; 0 for baselines. */
  readonly innerSteps: number;
  /** Further fields in which groups differ, with the values of this one; missing where in none. */
  readonly settings?: readonly VariedSetting[] | undefined;
  /** In the order of their seeds in the question. */
  readonly runs: readonly ComparedRun[];
}

/** A run that is not there, not at its end or damaged. */
export interface ComparisonProblem {
  /** Its folder. */
  readonly directory: string;
  /** What is wrong, for a person. */
  readonly problem: string;
}

/**
 * Runs of several algorithms, numbers of inner steps, other settings and seeds on the same tasks,
 * as plain data.
 */
export interface Comparison {
  /** Where the runs were found. */
  readonly directories: readonly string[];
  /** The configuration of the first run; the others may differ in all but their environment. */
  readonly config: Config;
  /** Those that have runs. */
  readonly groups: readonly ComparedGroup[];
  /** Values that were chosen by runs that are in no group; missing where none were. */
  readonly choices?: readonly Choice[] | undefined;
  /**
   * Runs that could be read as far as they are, such as unfinished ones, are in their group
   * nonetheless.
   */
  readonly problems: readonly ComparisonProblem[];
}

/**
 * What a group is called beside others of as many inner steps: its algorithm, and the settings that
 * tell it from others.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { groupName } from '@sgmrl/experiments';
 * const settings = [{ label: 'learningRate=0.01' }];
 * strictEqual(groupName({ algorithm: 'none', settings }), 'none, learningRate=0.01');
 * ```
 */
export const groupName = ({
  algorithm,
  settings = [],
}: Pick<ComparedGroup, 'algorithm'> & {
  readonly settings?: readonly Pick<VariedSetting, 'label'>[] | undefined;
}): string => [algorithm, ...settings.map(({ label }) => label)].join(', ');
