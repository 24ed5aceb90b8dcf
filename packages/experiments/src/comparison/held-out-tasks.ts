import type { ComparedGroup } from './comparison';

/**
 * How many held-out tasks the runs of groups were measured on, in words: every number that there
 * is.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { heldOutTasks, presets } from '@sgmrl/experiments';
 * const run = (seed: number, tasks: number) => ({
 *   directory: '', seed, config: presets['tabular-quick'].config, records: [],
 *   heldOut: { version: 1 as const, iteration: 0, tasks, rows: [] },
 * });
 * const group = (...runs: readonly ReturnType<typeof run>[]) => [{ algorithm: 'none', innerSteps: 1, runs }];
 * strictEqual(heldOutTasks(group(run(1, 40), run(2, 40))), '40 held-out tasks');
 * strictEqual(heldOutTasks(group(run(1, 40), run(2, 3))), '3 or 40 held-out tasks');
 * ```
 */
export const heldOutTasks = (groups: readonly ComparedGroup[]): string => {
  const numbers = groups.flatMap(({ runs }) =>
    runs.flatMap(({ heldOut }) => (heldOut === undefined ? [] : [heldOut.tasks])),
  );
  const different = [...new Set(numbers)].sort((a, b) => a - b);
  return different.length === 0
    ? 'held-out tasks'
    : `${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(different.map(String))} held-out task${different.at(-1) === 1 ? '' : 's'}`;
};
