import { vectorLength, type Environment, type TaskDistribution, type TaskPicture } from '@sgmrl/environments';
import { thrownWhere } from '../errors/thrown';

/** A state of an environment, and how many steps led to it. */
export interface Counted<State> {
  readonly inner: State;
  readonly step: number;
}

const guard = <A>(where: string, effect: () => A): A => {
  try {
    return effect();
  } catch (error) {
    throw new Error(`${where}: ${thrownWhere(error)}`, { cause: error });
  }
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
    const { length } = observation;
    if (length !== expected)
      throw new Error(
        `${where}: expected ${String(expected)} numbers, as its observation space says, found ${String(length)}`,
        { cause: observation },
      );
    return observation;
  },
  step: ({ inner, step }, action, key) => {
    const next = guard(`environment ${kind}: step, at step ${String(step)}`, () =>
      environment.step(inner, action, key),
    );
    return { ...next, state: { inner: next.state, step: step + 1 } };
  },
});

/** Tasks of one's own that say, where they throw or observe what does not fit, in which call and at which step. */
export const guardedTasks = <Task, State>(
  kind: string,
  tasks: TaskDistribution<Task, State>,
): TaskDistribution<Task, Counted<State>> => {
  const expected = vectorLength(tasks.observationSpace);
  return {
    ...tasks,
    environment: (task) => {
      const environment = guard(`environment ${kind}: environment`, () => tasks.environment(task));
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
