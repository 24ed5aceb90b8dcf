import { setImmediate } from 'node:timers/promises';
import type { JobMap } from '@sgmrl/meta-learning';

/**
 * Runs jobs one after the other in this thread, and lets signals and timers through between them.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { sequential } from '@sgmrl/execution';
 * const map = sequential((x: number) => x * x);
 * deepStrictEqual(await map([1, 2, 3]), [1, 4, 9]);
 * ```
 */
export const sequential =
  <J, R>(run: (job: J) => R): JobMap<J, R> =>
  async (jobs) => {
    const results: R[] = [];
    for (const job of jobs) {
      results.push(run(job));
      await setImmediate();
    }
    return results;
  };
