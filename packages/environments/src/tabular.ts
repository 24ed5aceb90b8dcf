import { closed, consistent, list, record, refine } from '@sgmrl/codecs';
import { categorical, uniform } from '@sgmrl/prng';
import * as t from 'io-ts';
import type { Environment } from './environment';
import { checkAction } from './check-action';
import { checkSpec } from './check-spec';
import { discrete } from './space';
import { TabularMdp, checkMdp, numbersOf, sameSize, sizeName, sizeOf } from './tabular-mdp';
import type { TabularSize } from './tabular-mdp';
import { environmentRow } from './environment-row';
import type { TaskDistribution } from './task-distribution';

/** Where an episode of a finite MDP is. */
export interface TabularState {
  /** h, the number of steps taken. */
  readonly step: number;
  /** s ∈ {0, …, S − 1} */
  readonly state: number;
}

/**
 * The environment of a valid MDP. The observation is the index of the state. It never terminates:
 * the horizon truncates. Throws a RangeError for an MDP that is none, and for an action that is not
 * one of 0, …, A − 1.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabularEnvironment } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * const environment = tabularEnvironment({
 *   initial: [1, 0],
 *   transitions: [[[1, 0], [0, 1]], [[1, 0], [0, 1]]],
 *   rewards: [[0, 0.5], [0, 1]],
 *   horizon: 2,
 * });
 * const { state, reward } = environment.step(environment.reset(key(0)), [1], key(1));
 * deepStrictEqual([environment.observe(state), reward], [[1], 0.5]);
 * ```
 */
export const tabularEnvironment = (mdp: TabularMdp): Environment<TabularState> => {
  checkMdp(mdp);
  const { states, actions, horizon } = sizeOf(mdp);
  const actionSpace = discrete(actions);
  return {
    observationSpace: discrete(states),
    actionSpace,
    horizon,
    reset: (key) => ({ step: 0, state: categorical(key, mdp.initial) }),
    observe: ({ state }) => [state],
    step: ({ step, state }, action, key) => {
      checkAction('tabular', actionSpace, action);
      return {
        state: { step: step + 1, state: categorical(key, mdp.transitions[state][action[0]]) },
        reward: mdp.rewards[state][action[0]],
        terminated: false,
        truncated: step + 1 >= horizon,
      };
    },
  };
};

/** A distribution over tabular MDPs of one size. */
export const tabularTasks = (
  name: string,
  size: TabularSize,
  sample: TaskDistribution<TabularMdp, TabularState>['sample'],
  features: TaskDistribution<TabularMdp, TabularState>['features'],
): TaskDistribution<TabularMdp, TabularState> => {
  // Like `checkedTasks`, but an MDP that was found to be valid is not looked at again.
  const checked = (mdp: TabularMdp): TabularMdp => {
    checkMdp(mdp);
    if (sameSize(sizeOf(mdp), size)) return mdp;
    throw new RangeError(`${name}: task: expected ${sizeName(size)}, found ${sizeName(sizeOf(mdp))}`);
  };
  return {
    name,
    observationSpace: discrete(size.states),
    actionSpace: discrete(size.actions),
    horizon: size.horizon,
    task: refine(TabularMdp, sizeName(size), (mdp) => sameSize(sizeOf(mdp), size)),
    sample,
    features: (mdp) => features(checked(mdp)),
    environment: (mdp) => tabularEnvironment(checked(mdp)),
  };
};

/** A list of finite MDPs, each of which is a task. */
export interface TabularSpec {
  readonly kind: 'tabular';
  /** The tasks, equally likely; at least one, all of one size. */
  readonly mdps: readonly TabularMdp[];
}

const mdpFields = ['initial', 'transitions', 'rewards', 'horizon'];

/** Decodes a spec, strictly: valid MDPs of one size, at least one, and no other field. */
export const TabularSpec: t.Type<TabularSpec> = consistent(
  record('tabular environment', {
    kind: t.literal('tabular'),
    mdps: refine(
      list(closed(TabularMdp, mdpFields), 'array of MDPs'),
      'array of at least one MDP',
      (mdps) => mdps.length > 0,
    ),
  }),
  'tabular environment',
  ({ mdps }) =>
    mdps.flatMap((mdp, i) =>
      sameSize(sizeOf(mdp), sizeOf(mdps[0]))
        ? []
        : [
            {
              path: ['mdps', i],
              expected: `${sizeName(sizeOf(mdps[0]))}, like the first`,
              found: sizeOf(mdp),
            },
          ],
    ),
);

const twoDoors = (left: number, right: number): TabularMdp => ({
  initial: [1, 0, 0],
  transitions: [
    [
      [0, 1, 0],
      [0, 0, 1],
    ],
    [
      [1, 0, 0],
      [0, 1, 0],
    ],
    [
      [0, 0, 1],
      [1, 0, 0],
    ],
  ],
  rewards: [
    [0, 0],
    [0, left],
    [right, 0],
  ],
  horizon: 5,
});

/**
 * Two tasks in which a corridor's ends pay (1, 0) or (0, 1); staying at an end pays at every step.
 */
export const tabularDefault: TabularSpec = { kind: 'tabular', mdps: [twoDoors(1, 0), twoDoors(0, 1)] };

/**
 * The uniform distribution over given MDPs of one size. The features of a task say which of them it
 * is: M numbers, 1 for each that it equals and 0 for the others.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * ok(tabularDefault.mdps.includes(tabular(tabularDefault).sample(key(0))));
 * deepStrictEqual(tabular(tabularDefault).features(tabularDefault.mdps[1]), [0, 1]);
 * ```
 */
export const tabular = (spec: TabularSpec): TaskDistribution<TabularMdp, TabularState> => {
  checkSpec('tabular', TabularSpec, spec);
  const { kind, mdps } = spec;
  const numbers = mdps.map(numbersOf);
  const same = (xs: readonly number[], ys: readonly number[]) => xs.every((x, i) => x === ys[i]);
  return tabularTasks(
    kind,
    sizeOf(mdps[0]),
    (key) => mdps[Math.floor(uniform(key, 1)[0] * mdps.length)],
    (mdp) => numbers.map((given) => (same(given, numbersOf(mdp)) ? 1 : 0)),
  );
};

/** The row of the built-in vocabulary. */
export const tabularRow = environmentRow({
  spec: TabularSpec,
  default: tabularDefault,
  about: 'finite MDPs that are listed',
  tasks: tabular,
});
