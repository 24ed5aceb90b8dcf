import type { ConfiguredModule } from '../configuration/config';
import type { IterationRecord, SurplusLines } from '../run/metrics-file';
import type { KeepingRequest } from '../run/keeping';
import type { StoredRun } from '../run/stored-run';
import type { Validation } from '../run/validation-file';
import type { Workers } from './with-stream';

/** How to train, and whom to tell. */
export interface TrainOptions {
  /** Where tasks run. */
  readonly workers: Workers;
  /**
   * Called before the first iteration, with the lines that were moved from the metrics to
   * `run.paths.surplus`, and whether the others were put in order.
   */
  readonly onStart: (run: StoredRun, surplus: SurplusLines) => void;
  /** Called after each iteration, when it is safe on the disk. */
  readonly onIteration: (record: IterationRecord) => void;
  /** Asked after each iteration. */
  readonly stopRequested: () => boolean;
  /**
   * What is to be kept beside the last state; as the run has it unless given, and nothing in a new
   * one.
   */
  readonly keeping?: KeepingRequest | undefined;
  /** Called after each validation. */
  readonly onValidation?: ((validation: Validation, isBest: boolean) => void) | undefined;
  /**
   * Take the lock of the run also from a process that cannot be seen from here; only if it is gone.
   */
  readonly takeOver?: boolean | undefined;
  /** Where modules are that are elsewhere now; they are known by their content. */
  readonly modules?: readonly ConfiguredModule[] | undefined;
}
