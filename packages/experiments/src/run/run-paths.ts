import { join } from 'node:path';

/** The files of a run directory. */
export interface RunPaths {
  readonly directory: string;
  /** The complete configuration. */
  readonly config: string;
  /** One JSON object an iteration. */
  readonly metrics: string;
  /** Lines that were found in the metrics and do not belong there; seldom there. */
  readonly surplus: string;
  /** The state after the last iteration. */
  readonly checkpoint: string;
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
  summary: join(directory, 'summary.json'),
  evaluation: join(directory, 'evaluation.json'),
  lock: join(directory, 'lock'),
});
