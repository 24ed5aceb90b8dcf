import type { Config } from '../configuration/config';
import type { IterationRecord } from '../run/metrics-file';
import type { Versions } from '../run/versions';
import type { HeldOut } from './held-out';

/** A run beside others. */
export interface ComparedRun {
  readonly directory: string;
  readonly seed: number;
  readonly config: Config;
  /** One an iteration; none for `random`. */
  readonly records: readonly IterationRecord[];
  /** Undefined if the run was not evaluated, or has gone on since. */
  readonly heldOut: HeldOut | undefined;
  /** What it was computed with, if its summary says so. */
  readonly versions?: Versions | undefined;
}

/** Runs that differ in their seed only. */
export interface ComparedGroup {
  /** As it was asked for: `random`, `joint`, `oracle`, an algorithm or a debiasing part. */
  readonly algorithm: string;
  /** ζ of training; 0 for baselines. */
  readonly innerSteps: number;
  /** In the order of their seeds in the question. */
  readonly runs: readonly ComparedRun[];
}

/** A run that is not there, not at its end or damaged. */
export interface ComparisonProblem {
  readonly directory: string;
  readonly problem: string;
}

/** Runs of several algorithms, numbers of inner steps and seeds on the same tasks, as plain data. */
export interface Comparison {
  /** Where the runs were found. */
  readonly directories: readonly string[];
  /** What all runs share: algorithm, inner steps and seed are those of the first run. */
  readonly config: Config;
  /** Those that have runs. */
  readonly groups: readonly ComparedGroup[];
  /** Runs that could be read as far as they are, such as unfinished ones, are in their group nonetheless. */
  readonly problems: readonly ComparisonProblem[];
}
