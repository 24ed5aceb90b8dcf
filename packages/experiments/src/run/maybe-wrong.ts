import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../errors/effect';
import type { UnusableRun } from '../errors/experiment-error';
import { readTextIfThere } from '../files/files';
import type { RunPaths } from './run-paths';
import type { StoredRun } from './stored-run';
import { wrongSinceIn } from './summary';
import { unusable } from './unusable-run';

/**
 * What to say of a run whose state after an iteration may hold wrong results of a worker, taken
 * since an iteration; undefined if the state is from before.
 *
 * @example
 * ```ts
 * import { match, strictEqual } from 'node:assert';
 * import { describeError, maybeWrong } from '@sgmrl/experiments';
 * const paths = { checkpoint: 'a/checkpoint', config: 'a/config.json', kept: 'a/checkpoints', summary: 'a/summary.json' };
 * strictEqual(maybeWrong(paths, 2, 3), undefined);
 * const wrong = maybeWrong(paths, 2, 1);
 * match(wrong === undefined ? '' : describeError(wrong), /the state after iteration 2 may hold wrong results/);
 * ```
 */
export const maybeWrong = (
  { checkpoint, config, kept, summary }: Pick<RunPaths, 'checkpoint' | 'config' | 'kept' | 'summary'>,
  iteration: number,
  since: number,
): UnusableRun | undefined =>
  iteration < since
    ? undefined
    : unusable(
        checkpoint,
        `the state after iteration ${String(iteration)} may hold wrong results of a worker, taken since ` +
          `iteration ${String(since)} or later`,
        `end that worker, and train again in another folder with --config ${config}; or put a state from ` +
          `before in its place, where ${kept} has one; or take it as it is: remove ${summary}`,
      );

/** Refuses a state that may hold wrong results, by what the summary of the run says. */
export const refuseWrong = ({ paths, state }: StoredRun): Effect<void> =>
  pipe(
    readTextIfThere(paths.summary),
    TE.chainW((text) => {
      const since = text === undefined ? undefined : wrongSinceIn(text);
      const problem = since === undefined ? undefined : maybeWrong(paths, state?.iteration ?? 0, since);
      return problem === undefined ? TE.right(undefined) : TE.left(problem);
    }),
  );
