import type { Environment, TaskDistribution, Transition } from '@sgmrl/environments';
import type { Key } from '@sgmrl/prng';
import { foldIn } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { elementsOf, keys } from './arbitraries';

/**
 * All that decides an episode: which task, which chance, and the actions, repeated from the first
 * when used up.
 */
export interface EpisodePlan {
  /** Draws the task. */
  readonly taskKey: Key;
  /** From which the keys of reset and of every step follow. */
  readonly key: Key;
  /** Actions of steps 0, 1, …; at least one. */
  readonly actions: readonly Vector[];
}

/** One step of an episode: step(state, action, key) = transition. */
export interface Visit<State> {
  /** Where the step starts. */
  readonly state: State;
  /** What is done there. */
  readonly action: Vector;
  /** The key of this step. */
  readonly key: Key;
  /** The state, reward and end that follow. */
  readonly transition: Transition<State>;
}

/**
 * Random plans for the tasks of a distribution.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { navigation2d, navigation2dDefault } from '@sgmrl/environments';
 * import { episodePlans } from '@sgmrl/laws';
 * import * as fc from 'fast-check';
 * const plans = episodePlans(navigation2d(navigation2dDefault));
 * fc.assert(fc.property(plans, ({ actions }) => ok(actions[0].length === 2)));
 * ```
 */
export const episodePlans = <Task, State>({
  actionSpace,
}: TaskDistribution<Task, State>): fc.Arbitrary<EpisodePlan> =>
  fc.record({
    taskKey: keys,
    key: keys,
    actions: fc.array(elementsOf(actionSpace), { minLength: 1, maxLength: 8 }),
  });

/** The key with which a plan's episode is reset; step h has key foldIn(key, h). */
const resetData = -1;

export const resetKey = ({ key }: EpisodePlan): Key => foldIn(key, resetData);

/**
 * The episode of a plan: from reset to the step that reports an end, or to step H − 1 if none does.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { bernoulliBandit } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * import { episode } from '@sgmrl/laws';
 * const bandits = bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 7 });
 * const plan = { taskKey: key(0), key: key(1), actions: [[0], [1]] };
 * strictEqual(episode(bandits.environment(bandits.sample(plan.taskKey)), plan).length, 7);
 * ```
 */
export const episode = <State>(
  environment: Environment<State>,
  plan: EpisodePlan,
): readonly Visit<State>[] => {
  const visits: Visit<State>[] = [];
  let state = environment.reset(resetKey(plan));
  for (let h = 0; h < environment.horizon; h++) {
    const action = plan.actions[h % plan.actions.length];
    const key = foldIn(plan.key, h);
    const transition = environment.step(state, action, key);
    visits.push({ state, action, key, transition });
    if (transition.terminated || transition.truncated) break;
    state = transition.state;
  }
  return visits;
};
