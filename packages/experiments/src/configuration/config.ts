import type { AlgorithmSpec } from '../vocabulary/algorithm-spec';
import type { AnyEnvironmentSpec } from '../vocabulary/environment-spec';
import type { ChainSpec } from '../vocabulary/optimizer-chain';
import type { AnyOptimizerSpec } from '../vocabulary/optimizer-spec';
import type { AnyPolicySpec } from '../vocabulary/policy-spec';

/** A module with a vocabulary of one's own. */
export interface ConfiguredModule {
  /** Where it is: an absolute path. */
  readonly module: string;
  /** SHA-256, in hexadecimal, of its text and of the files that it imports. */
  readonly sha256: string;
}

/** A checkpoint that first parameters are taken from. */
export interface StartingPoint {
  /** Where it was when the run began: an absolute path. The run has a copy. */
  readonly checkpoint: string;
  /** SHA-256 of its text, in hexadecimal. */
  readonly sha256: string;
}

/** Everything that determines a run: the same configuration gives the same bits. */
export interface Config {
  /** Of this format. */
  readonly version: 1;
  /** The root of all randomness. */
  readonly seed: number;
  /** Outer iterations; none leaves the parameters as they are drawn. */
  readonly iterations: number;
  /** The tasks. */
  readonly environment: AnyEnvironmentSpec;
  /** What θ are the parameters of. */
  readonly policy: AnyPolicySpec;
  /** How tasks are adapted to, and how the meta-gradient is estimated and used. */
  readonly algorithm: AlgorithmSpec;
  /** What makes an outer step of a meta-gradient. */
  readonly optimizer: AnyOptimizerSpec | ChainSpec;
  /** Modules whose words the other fields use; see `--with`. None unless given. */
  readonly with?: readonly ConfiguredModule[];
  /** Whose parameters the first ones are; drawn from the seed unless given. */
  readonly from?: StartingPoint;
  /**
   * How matrix products are rounded; `strict` unless given. Each has its own bits, and `fused` is
   * not to be had everywhere.
   */
  readonly arithmetic?: 'strict' | 'fused';
}
