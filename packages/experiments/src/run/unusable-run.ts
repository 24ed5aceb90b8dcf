import type { UnusableRun } from '../errors/experiment-error';
import type { RunPaths } from './run-paths';

/** That a folder or file of a run cannot be used as asked, and perhaps what to do. */
export const unusable = (path: string, problem: string, mend?: string): UnusableRun => ({
  kind: 'unusable-run',
  path,
  problem,
  ...(mend !== undefined && { mend }),
});

/** What to do about a configuration that cannot be used. */
export const putBack = 'put back a copy of it, or train again in another folder';

/** What to do about another file of a run. */
export const orAgain = ({ config }: RunPaths): string => `${putBack} with --config ${config}`;
