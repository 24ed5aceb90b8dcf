import type { SomeTaskDistribution } from '@sgmrl/environments';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { builtIn } from './built-in';
import { loadTasksOf, type AnyEnvironmentSpec } from './environment-spec';
import type { Vocabulary } from './vocabulary';

/**
 * The task distribution that a valid spec describes. MuJoCo is loaded for those that need it, and
 * for no other.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { bernoulliBanditDefault } from '@sgmrl/environments';
 * import { loadTasks } from '@sgmrl/experiments';
 * const loaded = await loadTasks({ kind: 'task-aware', environment: bernoulliBanditDefault })();
 * if (loaded._tag === 'Left') throw new Error(loaded.left.message);
 * // A bandit has one state; an oracle observes it and what each of its five arms pays.
 * loaded.right(({ observationSpace }) => {
 *   strictEqual(observationSpace.kind === 'box' && observationSpace.low.length, 1 + 5);
 * });
 * ```
 */
export const loadTasks = (
  spec: AnyEnvironmentSpec,
  { environments }: Pick<Vocabulary, 'environments'> = builtIn,
): TE.TaskEither<{ readonly message: string }, SomeTaskDistribution> => loadTasksOf(environments)(spec);
