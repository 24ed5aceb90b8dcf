import { contains } from '@sgmrl/environments';
import type { Environment, TaskDistribution } from '@sgmrl/environments';
import { foldIn, key } from '@sgmrl/prng';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { survivesJson } from './codec-laws';
import { episode, resetKey } from './episode';
import type { EpisodePlan, Visit } from './episode';
import { sameData } from './same-data';
import type { Verdict } from './verdict';
import { bothHold, forEvery, verdict } from './verdict';

/**
 * A pure predicate on one episode of one task of a distribution: what a law of environments says of
 * one example.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { bernoulliBandit } from '@sgmrl/environments';
 * import { environmentPredicates, holds } from '@sgmrl/laws';
 * import { foldIn, key } from '@sgmrl/prng';
 * const bandits = bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 3 });
 * const plan = { taskKey: key(0), key: key(1), actions: [[0], [1]] };
 * deepStrictEqual(environmentPredicates.rewardsAreFinite(bandits, plan), holds);
 * ```
 */
export type EnvironmentPredicate = <Task, State>(
  distribution: TaskDistribution<Task, State>,
  plan: EpisodePlan,
) => Verdict;

const equal = (what: string, a: unknown, b: unknown): Verdict =>
  verdict(sameData(a, b), () => `${what}: ${fc.stringify(a)} and then ${fc.stringify(b)}`);

const environmentOf = <Task, State>(distribution: TaskDistribution<Task, State>, { taskKey }: EpisodePlan) =>
  distribution.environment(distribution.sample(taskKey));

const visitsOf = <Task, State>(distribution: TaskDistribution<Task, State>, plan: EpisodePlan) =>
  episode(environmentOf(distribution, plan), plan);

/** A task survives its codec and JSON. */
export const taskSurvivesJson: EnvironmentPredicate = (distribution, { taskKey }) =>
  survivesJson(distribution.task)(distribution.sample(taskKey));

/** sample(key) = sample(key). */
export const samplingRepeats: EnvironmentPredicate = ({ sample }, { taskKey }) =>
  equal('two samples with one key', sample(taskKey), sample(taskKey));

/** The task has the spaces and the horizon of its distribution. */
export const tasksShareSpaces: EnvironmentPredicate = (distribution, plan) => {
  const { observationSpace, actionSpace, horizon } = environmentOf(distribution, plan);
  return equal(
    'the distribution and then its task',
    {
      observationSpace: distribution.observationSpace,
      actionSpace: distribution.actionSpace,
      horizon: distribution.horizon,
    },
    { observationSpace, actionSpace, horizon },
  );
};

/** Features are finite, the same when asked for again, and as many as those of a fixed task. */
export const featuresAreAlike: EnvironmentPredicate = ({ features, sample }, { taskKey }) => {
  const task = sample(taskKey);
  const found = Array.from(features(task));
  const { length } = features(sample(key(0)));
  return bothHold(equal('features of one task', found, Array.from(features(task))), () =>
    verdict(
      found.length === length && found.every(Number.isFinite),
      () => `features ${fc.stringify(found)}, where another task has ${String(length)}`,
    ),
  );
};

/** Two environments of one task give one episode. */
export const episodesRepeat: EnvironmentPredicate = (distribution, plan) => {
  const second = visitsOf(distribution, plan);
  return forEvery(visitsOf(distribution, plan), (visit, h) => equal(`step ${String(h)}`, visit, second[h]));
};

/** The environment of a task that was written down and read gives the same episode. */
export const tasksAreData: EnvironmentPredicate = (distribution, plan) => {
  const task = distribution.sample(plan.taskKey);
  const read = distribution.task.decode(JSON.parse(JSON.stringify(distribution.task.encode(task))));
  if (E.isLeft(read)) return E.left(`the codec refuses the task ${fc.stringify(task)}`);
  const second = episode(distribution.environment(read.right), plan);
  return forEvery(episode(distribution.environment(task), plan), (visit, h) =>
    equal(`step ${String(h)} of a task, and where it was read from JSON`, visit, second[h]),
  );
};

/**
 * An environment goes on in the same way while those of other tasks are made, reset and stepped.
 */
export const environmentsAreApart: EnvironmentPredicate = (distribution, plan) => {
  const alone = visitsOf(distribution, plan);
  const environment = environmentOf(distribution, plan);
  const elsewhere = { ...plan, taskKey: foldIn(plan.taskKey, 1), key: foldIn(plan.key, -2) };
  const interrupted: typeof environment = {
    ...environment,
    step: (...inputs) => {
      const other = environmentOf(distribution, elsewhere);
      other.step(other.reset(resetKey(elsewhere)), plan.actions[0], elsewhere.key);
      return environment.step(...inputs);
    },
  };
  return forEvery(episode(interrupted, plan), (visit, h) =>
    equal(`step ${String(h)} alone, and with another task between`, alone[h], visit),
  );
};

/** What a state shows and what follows from it. */
const consequences = <State>(environment: Environment<State>, { state, action, key }: Visit<State>) => ({
  observation: environment.observe(state),
  transition: environment.step(state, action, key),
});

/** reset, observe and step give the same when called again, at once or after the episode. */
export const callsRepeat: EnvironmentPredicate = (distribution, plan) => {
  const environment = environmentOf(distribution, plan);
  const seen: { readonly then: readonly number[]; readonly later: () => readonly number[] }[] = [];
  const noting: typeof environment = {
    ...environment,
    step: (...inputs) => {
      const transition = environment.step(...inputs);
      const observed = () => Array.from(environment.observe(transition.state));
      seen.push({ then: observed(), later: observed });
      return transition;
    },
  };
  const [first, second] = [environment.reset(resetKey(plan)), environment.reset(resetKey(plan))];
  return bothHold(equal('two resets with one key', first, second), () =>
    bothHold(
      forEvery(episode(noting, plan), (visit, h) =>
        bothHold(
          equal(
            `step ${String(h)}, taken twice`,
            consequences(environment, visit),
            consequences(environment, visit),
          ),
          () =>
            equal(
              `step ${String(h)} in the episode and after it`,
              visit.transition,
              consequences(environment, visit).transition,
            ),
        ),
      ),
      () =>
        forEvery(seen, ({ then, later }, h) =>
          equal(`what is observed after ${String(h + 1)} steps, then and later`, then, later()),
        ),
    ),
  );
};

/**
 * The environment with every call handed to `watch`; each state is observed as soon as it is there.
 */
const watched = <State>(
  environment: Environment<State>,
  watch: <A>(inputs: readonly unknown[], call: () => A) => A,
): Environment<State> => {
  const observe = (state: State) => watch([state], () => environment.observe(state));
  return {
    ...environment,
    observe,
    reset: (key) => {
      const state = watch([key], () => environment.reset(key));
      observe(state);
      return state;
    },
    step: (state, action, key) => {
      const transition = watch([state, action, key], () => environment.step(state, action, key));
      observe(transition.state);
      return transition;
    },
  };
};

/** No call changes its task, state, action or key. */
export const inputsStayTheSame: EnvironmentPredicate = (distribution, plan) => {
  const task = distribution.sample(plan.taskKey);
  const verdicts: Verdict[] = [];
  const compare = <A>(inputs: readonly unknown[], call: () => A): A => {
    const before = structuredClone(inputs);
    const result = call();
    verdicts.push(equal('inputs of a call, before', before, inputs));
    return result;
  };
  compare([task], () => episode(watched(distribution.environment(task), compare), plan));
  return forEvery(verdicts, (found) => found);
};

/**
 * No later call, nor another episode, changes a state, observation or transition that was returned
 * before.
 */
export const resultsLast: EnvironmentPredicate = (distribution, plan) => {
  const results: { readonly live: unknown; readonly copy: unknown }[] = [];
  const note = <A>(_inputs: readonly unknown[], call: () => A): A => {
    const live = call();
    results.push({ live, copy: structuredClone(live) });
    return live;
  };
  const environment = watched(environmentOf(distribution, plan), note);
  episode(environment, plan);
  episode(environment, { ...plan, key: foldIn(plan.key, -2) });
  return forEvery(results, ({ live, copy }) => equal('a result, when returned', copy, live));
};

/** A structured clone of a state equals it, shows and does the same. */
export const statesAreData: EnvironmentPredicate = (distribution, plan) => {
  const environment = environmentOf(distribution, plan);
  return forEvery(episode(environment, plan), (visit, h) => {
    const clone = structuredClone(visit.state);
    return bothHold(equal(`the state of step ${String(h)} and its clone`, visit.state, clone), () =>
      equal(
        `what follows from the state of step ${String(h)} and from its clone`,
        consequences(environment, visit),
        consequences(environment, { ...visit, state: clone }),
      ),
    );
  });
};

/** Every observation is in the observation space. */
export const observationsAreInSpace: EnvironmentPredicate = (distribution, plan) => {
  const { observe, reset } = environmentOf(distribution, plan);
  const space = distribution.observationSpace;
  const after = visitsOf(distribution, plan).map(({ transition }) => transition.state);
  return forEvery([reset(resetKey(plan)), ...after], (state, h) => {
    const observation = observe(state);
    return verdict(
      contains(space, observation),
      () => `after ${String(h)} steps: ${fc.stringify(observation)} is not in ${fc.stringify(space)}`,
    );
  });
};

/** Every reward is finite. */
export const rewardsAreFinite: EnvironmentPredicate = (distribution, plan) =>
  forEvery(visitsOf(distribution, plan), ({ transition: { reward } }, h) =>
    verdict(Number.isFinite(reward), () => `step ${String(h)}: reward ${fc.stringify(reward)}`),
  );

const isBoolean = (x: unknown): boolean => typeof x === 'boolean';

/**
 * H is a whole number ≥ 1, and step h truncated exactly when h = H − 1 and it did not terminate.
 */
export const horizonTruncates: EnvironmentPredicate = (distribution, plan) => {
  const { horizon } = distribution;
  const last = horizon - 1;
  return bothHold(
    verdict(
      Number.isInteger(horizon) && horizon >= 1,
      () => `expected a horizon that is a whole number ≥ 1, found ${String(horizon)}`,
    ),
    () =>
      forEvery(visitsOf(distribution, plan), ({ transition: { terminated, truncated } }, h) =>
        verdict(
          isBoolean(terminated) && isBoolean(truncated) && truncated === (h === last && !terminated),
          () =>
            `step ${String(h)} of 0 … ${String(last)}: terminated ${String(terminated)}, truncated ${String(truncated)}`,
        ),
      ),
  );
};
