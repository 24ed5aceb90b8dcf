import type { TaskDistribution } from '@sgmrl/environments';
import * as p from './environment-predicates';
import { episodePlans } from './episode';
import type { Law } from './law';
import { law } from './law';

const laws: readonly {
  readonly name: string;
  readonly statement: string;
  readonly predicate: p.EnvironmentPredicate;
}[] = [
  {
    name: 'task round trip',
    statement: 'a task survives its codec and JSON: decode(parse(stringify(encode(task)))) = task',
    predicate: p.taskSurvivesJson,
  },
  {
    name: 'reproducible sampling',
    statement: 'sample(key) = sample(key)',
    predicate: p.samplingRepeats,
  },
  {
    name: 'shared spaces',
    statement: 'every task has the spaces and the horizon of its distribution',
    predicate: p.tasksShareSpaces,
  },
  {
    name: 'features',
    statement: 'features are finite numbers, the same each time, as many for one task as for another',
    predicate: p.featuresAreAlike,
  },
  {
    name: 'reproducible episodes',
    statement: 'two environments of one task give the same episode for the same keys and actions',
    predicate: p.episodesRepeat,
  },
  {
    name: 'tasks are data',
    statement: 'a task that was written as JSON and read gives the same episode',
    predicate: p.tasksAreData,
  },
  {
    name: 'separate tasks',
    statement: 'environments of other tasks that are made and stepped between change no episode',
    predicate: p.environmentsAreApart,
  },
  {
    name: 'repeatable calls',
    statement:
      'reset, observe and step called twice with the same inputs, or after an episode, give the same output',
    predicate: p.callsRepeat,
  },
  {
    name: 'untouched inputs',
    statement: 'an episode changes neither its task nor any state, action or key handed to observe and step',
    predicate: p.inputsStayTheSame,
  },
  {
    name: 'lasting results',
    statement: 'later calls change no state, observation or transition that was returned before',
    predicate: p.resultsLast,
  },
  {
    name: 'states are data',
    statement: 'a structured clone of a state equals it and shows and does the same',
    predicate: p.statesAreData,
  },
  {
    name: 'observations in space',
    statement: 'every observation, the one after the last step included, is in the observation space',
    predicate: p.observationsAreInSpace,
  },
  {
    name: 'finite rewards',
    statement: 'actions in the action space earn finite rewards',
    predicate: p.rewardsAreFinite,
  },
  {
    name: 'horizon',
    statement:
      'H is a whole number ≥ 1; both flags are booleans; step h is truncated exactly when h = H − 1 and it did not terminate',
    predicate: p.horizonTruncates,
  },
];

/**
 * The laws of environments, on random episodes of random tasks of a distribution. An episode runs
 * up to the horizon, so shorten very long horizons or lower the number of runs.
 *
 * @example
 * ```ts
 * import { cartPole, cartPoleDefault } from '@sgmrl/environments';
 * import { assertLaw, environmentLaws } from '@sgmrl/laws';
 * for (const law of environmentLaws(cartPole(cartPoleDefault)))
 *   assertLaw(law, { seed: 1, runs: 10 });
 * ```
 */
export const environmentLaws = <Task, State>(distribution: TaskDistribution<Task, State>): readonly Law[] =>
  laws.map(({ name, statement, predicate }) =>
    law({
      name,
      statement,
      examples: episodePlans(distribution),
      predicate: (plan) => predicate(distribution, plan),
    }),
  );
