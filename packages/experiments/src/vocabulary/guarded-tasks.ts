import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import {
  checkEnvironment,
  vectorLength,
  type Environment,
  type Space,
  type TaskDistribution,
} from '@sgmrl/environments';
import { key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { guard, isList, misfit, refuse, wrongVector } from './guard';

/** A state of an environment, and how many steps led to it. */
export interface Counted<State> {
  readonly inner: State;
  readonly step: number;
}

const isNumber = (u: unknown): boolean => typeof u === 'number';

/** NaN and infinity are numbers here: those are a run that diverged, and are told as such. */
const wrongObservation = (found: unknown, expected: number): string | undefined => {
  if (!isList(found)) return misfit('a vector of numbers', found);
  if (found.length !== expected)
    return misfit(`${String(expected)} numbers, as its observation space says`, found.length);
  for (let i = 0; i < expected; i += 1)
    if (!isNumber(found[i])) return misfit('a number', found[i], `entry ${String(i)}`);
  return undefined;
};

/** `observe` and `step` would be blamed for a state that never came. */
const isMissing = (state: unknown): boolean => state === undefined || state instanceof Promise;

const wrongTransition = (found: unknown): string | undefined => {
  if (!t.UnknownRecord.is(found) || found instanceof Promise)
    return misfit('a record of state, reward, terminated and truncated', found);
  if (isMissing(found.state)) return misfit('a state', found.state, 'state');
  if (!isNumber(found.reward)) return misfit('a number', found.reward, 'reward');
  if (!t.boolean.is(found.terminated)) return misfit('true or false', found.terminated, 'terminated');
  return t.boolean.is(found.truncated) ? undefined : misfit('true or false', found.truncated, 'truncated');
};

/**
 * A state that nobody changes any more: one that is written over would change what was kept of the
 * steps before. What is within it is not looked at.
 */
const frozen = <State>(state: State): State => {
  const isPlain =
    Array.isArray(state) ||
    (typeof state === 'object' && state !== null && Object.getPrototypeOf(state) === Object.prototype);
  return isPlain ? Object.freeze(state) : state;
};

const guarded = <State>(
  kind: string,
  environment: Environment<State>,
  expected: number,
): Environment<Counted<State>> => ({
  ...environment,
  reset: (key) => {
    const where = `environment ${kind}: reset`;
    const inner = guard(where, () => environment.reset(key));
    return isMissing(inner) ? refuse(where, misfit('a state', inner)) : { inner: frozen(inner), step: 0 };
  },
  observe: ({ inner, step }) => {
    const where = `environment ${kind}: observe, at step ${String(step)}`;
    const observation = guard(where, () => environment.observe(inner));
    const wrong = wrongObservation(observation, expected);
    return wrong === undefined ? observation : refuse(where, wrong);
  },
  step: ({ inner, step }, action, key) => {
    const where = `environment ${kind}: step, at step ${String(step)}`;
    const next = guard(where, () => environment.step(inner, action, key));
    const wrong = wrongTransition(next);
    return wrong === undefined
      ? { ...next, state: { inner: frozen(next.state), step: step + 1 } }
      : refuse(where, wrong);
  },
});

/** A task goes to worker threads as its codec has it. */
const checkTask = <Task>(where: string, codec: TaskDistribution<Task, unknown>['task'], task: Task): Task => {
  const encoded = guard(where, () => codec.encode(task));
  const decoded = decodeWith(codec)(encoded);
  if (E.isLeft(decoded)) refuse(where, describeInvalidField(decoded.left[0]));
  guard(where, () => structuredClone(encoded));
  return task;
};

/** How many features tell a task: as many as those of any other. */
const countOfFeatures = <Task>({
  features,
  sample,
}: Pick<TaskDistribution<Task, unknown>, 'features' | 'sample'>) => {
  let count: number | undefined;
  return (): number => (count ??= features(sample(key(0))).length);
};

const guardedFeatures = <Task, State>(
  kind: string,
  tasks: TaskDistribution<Task, State>,
): ((task: Task) => Vector) => {
  const where = `environment ${kind}: features`;
  const count = countOfFeatures(tasks);
  return (task) => {
    const found = guard(where, () => tasks.features(task));
    const wrong = wrongVector(found) ?? wrongVector(found, guard(where, count));
    if (wrong !== undefined) return refuse(where, wrong);
    const at = Array.from(found).findIndex((x) => !Number.isFinite(x));
    return at < 0 ? found : refuse(where, misfit('a finite number', found[at], `entry ${String(at)}`));
  };
};

const sizeOf = (space: Space): string =>
  space.kind === 'box'
    ? `a box of ${String(space.low.length)} numbers`
    : `one of ${String(space.size)} indices`;

/** All tasks of a distribution share their spaces and horizon. */
const wrongShape = (environment: Shape, tasks: Shape): string | undefined =>
  [
    ['observationSpace', sizeOf(tasks.observationSpace), sizeOf(environment.observationSpace)],
    ['actionSpace', sizeOf(tasks.actionSpace), sizeOf(environment.actionSpace)],
    ['horizon', String(tasks.horizon), String(environment.horizon)],
  ]
    .filter(([, expected, found]) => expected !== found)
    .map(([field, expected, found]) => `${field}: expected ${expected}, as its tasks have it, found ${found}`)
    .at(0);

type Shape = Pick<TaskDistribution<unknown, unknown>, 'observationSpace' | 'actionSpace' | 'horizon'>;

/**
 * Tasks of one's own that say, where they throw or give what does not fit, in which call and at
 * which step.
 */
export const guardedTasks = <Task, State>(
  kind: string,
  tasks: TaskDistribution<Task, State>,
): TaskDistribution<Task, Counted<State>> => {
  const expected = vectorLength(tasks.observationSpace);
  const where = `environment ${kind}: environment`;
  return {
    ...tasks,
    sample: (taskKey) => {
      const calling = `environment ${kind}: sample`;
      return checkTask(
        calling,
        tasks.task,
        guard(calling, () => tasks.sample(taskKey)),
      );
    },
    features: guardedFeatures(kind, tasks),
    environment: (task) => {
      const environment = guard(where, () => {
        const made = tasks.environment(task);
        checkEnvironment(made);
        return made;
      });
      const wrong = wrongShape(environment, tasks);
      return wrong === undefined ? guarded(kind, environment, expected) : refuse(where, wrong);
    },
  };
};
