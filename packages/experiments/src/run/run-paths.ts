import { join } from 'node:path';

/** The files of a run directory. */
export interface RunPaths {
  /** The folder itself. */
  readonly directory: string;
  /** The complete configuration. */
  readonly config: string;
  /** One JSON object an iteration. */
  readonly metrics: string;
  /** Lines that were found in the metrics and do not belong there; seldom there. */
  readonly surplus: string;
  /** The state after the last iteration. */
  readonly checkpoint: string;
  /** The checkpoint that the run began from; seldom there. */
  readonly start: string;
  /** The state after the iteration with the best return on validation tasks; seldom there. */
  readonly best: string;
  /** The states after some earlier iterations, a file each; seldom there. */
  readonly kept: string;
  /** What is kept beside the last state; only where that is anything. */
  readonly keeping: string;
  /** Returns on validation tasks, one JSON object each time; seldom there. */
  readonly validation: string;
  /** How it ended and what it learned; see {@link Summary}. */
  readonly summary: string;
  /** Returns on held-out tasks; left by a comparison. */
  readonly evaluation: string;
  /** Held by the process that trains. */
  readonly lock: string;
}

/** Where the files of the run in `directory` are. */
export const runPaths = (directory: string): RunPaths => ({
  directory,
  config: join(directory, 'config.json'),
  metrics: join(directory, 'metrics.jsonl'),
  surplus: join(directory, 'metrics-surplus.jsonl'),
  checkpoint: join(directory, 'checkpoint'),
  start: join(directory, 'start'),
  best: join(directory, 'checkpoint-best'),
  kept: join(directory, 'checkpoints'),
  keeping: join(directory, 'keeping.json'),
  validation: join(directory, 'validation.jsonl'),
  summary: join(directory, 'summary.json'),
  evaluation: join(directory, 'evaluation.json'),
  lock: join(directory, 'lock'),
});

/** Where the state after an iteration is kept beside later ones. */
export const keptCheckpoint = ({ kept }: RunPaths, iteration: number): string =>
  join(kept, `iteration-${String(iteration)}`);
