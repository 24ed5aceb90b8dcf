import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import {
  checkEnvironment,
  vectorLength,
  type Environment,
  type TaskDistribution,
  type TaskPicture,
} from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { guard, refuse } from './guard';

/** A state of an environment, and how many steps led to it. */
export interface Counted<State> {
  readonly inner: State;
  readonly step: number;
}

const misfit = (expected: string, found: unknown, path = ''): string =>
  found instanceof Promise
    ? `expected ${expected}, found a promise: it must not be async`
    : describeInvalidField({ path, expected, found });

const isNumber = (u: unknown): boolean => typeof u === 'number';

const isList = (u: unknown): u is ArrayLike<unknown> => Array.isArray(u) || ArrayBuffer.isView(u);

/** NaN and infinity are numbers here: those are a run that diverged, and are told as such. */
const wrongObservation = (found: unknown, expected: number): string | undefined => {
  if (!isList(found)) return misfit('a vector of numbers', found);
  if (found.length !== expected)
    return misfit(`${String(expected)} numbers, as its observation space says`, found.length);
  for (let i = 0; i < expected; i += 1)
    if (!isNumber(found[i])) return misfit('a number', found[i], `entry ${String(i)}`);
  return undefined;
};

const wrongTransition = (found: unknown): string | undefined => {
  if (!t.UnknownRecord.is(found) || found instanceof Promise)
    return misfit('a record of state, reward, terminated and truncated', found);
  if (!('state' in found)) return misfit('a state', undefined, 'state');
  if (!isNumber(found.reward)) return misfit('a number', found.reward, 'reward');
  if (!t.boolean.is(found.terminated)) return misfit('true or false', found.terminated, 'terminated');
  return t.boolean.is(found.truncated) ? undefined : misfit('true or false', found.truncated, 'truncated');
};

const guarded = <State>(
  kind: string,
  environment: Environment<State>,
  expected: number,
): Environment<Counted<State>> => ({
  ...environment,
  reset: (key) => ({
    inner: guard(`environment ${kind}: reset`, () => environment.reset(key)),
    step: 0,
  }),
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
      ? { ...next, state: { inner: next.state, step: step + 1 } }
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
    sample: (key) => {
      const calling = `environment ${kind}: sample`;
      return checkTask(
        calling,
        tasks.task,
        guard(calling, () => tasks.sample(key)),
      );
    },
    environment: (task) => {
      const environment = guard(where, () => {
        const made = tasks.environment(task);
        checkEnvironment(made);
        return made;
      });
      if (environment.horizon !== tasks.horizon)
        refuse(
          where,
          misfit(`${String(tasks.horizon)}, as its tasks have it`, environment.horizon, 'horizon'),
        );
      return guarded(kind, environment, expected);
    },
  };
};

/** A picture of the states that {@link guardedTasks} has. */
export const countedPicture = <Task, State>({
  frame,
  ...picture
}: TaskPicture<Task, State>): TaskPicture<Task, Counted<State>> => ({
  ...picture,
  frame: (task) => {
    const drawn = frame(task);
    return ({ inner }) => drawn(inner);
  },
});
