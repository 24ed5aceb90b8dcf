import { nextTurn } from './next-turn';

/**
 * Runs jobs one after the other in this thread, and lets signals and timers through between them. A
 * job that gives a promise is waited for before the next begins.
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
  <J, R>(run: (job: J) => R | Promise<R>) =>
  async (jobs: readonly J[]): Promise<readonly R[]> => {
    const results: R[] = [];
    for (const job of jobs) {
      results.push(await run(job));
      await nextTurn();
    }
    return results;
  };
