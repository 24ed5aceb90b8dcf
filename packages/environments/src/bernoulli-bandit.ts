import { list, record, refine, wholeNumber } from '@sgmrl/codecs';
import { uniform } from '@sgmrl/prng';
import * as t from 'io-ts';
import { horizonCodec, probability } from './codecs';
import { checkAction } from './check-action';
import { checkSpec } from './check-spec';
import { checkedTasks } from './checked-tasks';
import type { Environment } from './environment';
import { discrete } from './space';
import { environmentRow } from './environment-row';
import type { TaskDistribution } from './task-distribution';

/** How many arms {@link bernoulliBandit} has, and how often they are pulled. */
export interface BernoulliBanditSpec {
  readonly kind: 'bernoulli-bandit';
  /** K */
  readonly arms: number;
  /** Pulls of an episode. */
  readonly horizon: number;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const BernoulliBanditSpec: t.Type<BernoulliBanditSpec> = record('bernoulli-bandit environment', {
  kind: t.literal('bernoulli-bandit'),
  arms: wholeNumber(1, 1_000_000),
  horizon: horizonCodec,
});

/** Five arms, ten pulls. */
export const bernoulliBanditDefault: BernoulliBanditSpec = { kind: 'bernoulli-bandit', arms: 5, horizon: 10 };

/** What each arm pays, on average. */
export interface BernoulliBanditTask {
  /** p_k, the probability that arm k pays. */
  readonly successProbabilities: readonly number[];
}

/**
 * Codec of the tasks with K arms.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { bernoulliBanditTask } from '@sgmrl/environments';
 * const task = bernoulliBanditTask(2);
 * strictEqual(task.is({ successProbabilities: [0.2, 0.9] }), true);
 * strictEqual(task.is({ successProbabilities: [0.2] }), false); // one arm is missing
 * strictEqual(task.is({ successProbabilities: [0.2, 1.1] }), false);
 * ```
 */
export const bernoulliBanditTask = (arms: number): t.Type<BernoulliBanditTask> =>
  record('bernoulli-bandit task', {
    successProbabilities: refine(
      list(probability, 'array of probabilities'),
      `array of ${String(arms)} probabilities`,
      ({ length }) => length === arms,
    ),
  });

/** A bandit has one state; only its pulls are counted. */
export interface BernoulliBanditState {
  /** h, the number of pulls. */
  readonly step: number;
}

const banditEnvironment = (
  { arms, horizon }: BernoulliBanditSpec,
  { successProbabilities }: BernoulliBanditTask,
): Environment<BernoulliBanditState> => {
  const actionSpace = discrete(arms);
  return {
    observationSpace: discrete(1),
    actionSpace,
    horizon,
    reset: () => ({ step: 0 }),
    observe: () => [0],
    step: ({ step }, action, key) => {
      checkAction('bernoulli-bandit', actionSpace, action);
      return {
        state: { step: step + 1 },
        reward: Number(uniform(key, 1)[0] < successProbabilities[action[0]]),
        terminated: false,
        truncated: step + 1 >= horizon,
      };
    },
  };
};

/**
 * Bernoulli bandits with K arms: p_1, …, p_K ~ U[0, 1) independently a task; with
 * probability p_k arm k pays 1, and nothing otherwise. The observation is always the one state,
 * index 0; the features of a task are its p_k. A pull of no arm throws a RangeError.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { bernoulliBandit } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * const bandits = bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 10 });
 * const bandit = bandits.environment({ successProbabilities: [0, 1] });
 * strictEqual(bandit.step(bandit.reset(key(0)), [1], key(1)).reward, 1);
 * ```
 */
export const bernoulliBandit = (
  spec: BernoulliBanditSpec,
): TaskDistribution<BernoulliBanditTask, BernoulliBanditState> => {
  checkSpec('bernoulli-bandit', BernoulliBanditSpec, spec);
  return checkedTasks({
    name: spec.kind,
    observationSpace: discrete(1),
    actionSpace: discrete(spec.arms),
    horizon: spec.horizon,
    task: bernoulliBanditTask(spec.arms),
    sample: (key) => ({ successProbabilities: [...uniform(key, spec.arms)] }),
    features: ({ successProbabilities }) => successProbabilities,
    environment: (task) => banditEnvironment(spec, task),
  });
};

/** The row of the built-in vocabulary. */
export const bernoulliBanditRow = environmentRow({
  spec: BernoulliBanditSpec,
  default: bernoulliBanditDefault,
  about: 'a bandit whose arms pay 1 or nothing',
  tasks: bernoulliBandit,
});
