import { join } from 'node:path';

/** The files of a comparison's folder, beside the folders of its runs. */
export interface ComparisonPaths {
  readonly directory: string;
  /** The question. */
  readonly question: string;
  /** Held by the process that compares. */
  readonly lock: string;
}

/** Where the files of the comparison in `directory` are. */
export const comparisonPaths = (directory: string): ComparisonPaths => ({
  directory,
  question: join(directory, 'comparison.json'),
  lock: join(directory, 'lock'),
});
