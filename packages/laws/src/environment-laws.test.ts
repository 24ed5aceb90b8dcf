import {
  bernoulliBandit,
  defaultSpec,
  environmentKinds,
  fromEnvironmentSpec,
  navigation2d,
  navigation2dDefault,
  taskAware,
} from '@sgmrl/environments';
import type { Environment, PointState, PointTask, TaskDistribution } from '@sgmrl/environments';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { environmentLaws } from './environment-laws';
import { checkLaws } from './law';

const options = { runs: 25 };

const brokenLaws = <Task, State>(distribution: TaskDistribution<Task, State>): readonly string[] => {
  const found = checkLaws(environmentLaws(distribution), options);
  return E.isLeft(found) ? found.left.map(({ law }) => law) : [];
};

describe.each(environmentKinds)('the environment laws hold for %s', (kind) => {
  it.each(fromEnvironmentSpec(defaultSpec(kind))(environmentLaws).map((law) => [law.name, law] as const))(
    '%s',
    (_, law) => {
      expect(law.check(options)).toEqual(E.right(undefined));
    },
  );
});

it.each(environmentKinds)('the environment laws hold for %s whose observations tell the task', (kind) => {
  expect(
    fromEnvironmentSpec(defaultSpec(kind))((distribution) => brokenLaws(taskAware(distribution))),
  ).toEqual([]);
});

type State = PointState;
type Broken = TaskDistribution<PointTask, State>;

const sound = navigation2d({ ...navigation2dDefault, horizon: 12 });

const withEnvironment = (
  change: (environment: Environment<State>) => Partial<Environment<State>>,
): Broken => ({
  ...sound,
  environment: (task) => {
    const environment = sound.environment(task);
    return { ...environment, ...change(environment) };
  },
});

/** An environment whose step first does something that it should not. */
const withStep = (
  step: (
    original: Environment<State>['step'],
    ...args: Parameters<Environment<State>['step']>
  ) => ReturnType<Environment<State>['step']>,
): Broken => withEnvironment((environment) => ({ step: (...args) => step(environment.step, ...args) }));

const writable = (x: Vector): number[] => (Array.isArray(x) ? x : []);

const counter = (): (() => number) => {
  let count = 0;
  return () => count++;
};

const forgetful = (): Broken => {
  const ticks = counter();
  return { ...sound, sample: (key) => ({ goal: [sound.sample(key).goal[0], ticks()] }) };
};

const builtDifferently = (): Broken => {
  const ticks = counter();
  return withEnvironment(({ step }) => {
    const offset = ticks();
    return { step: (...args) => ({ ...step(...args), reward: -offset }) };
  });
};

const remembering = (): Broken => {
  const ticks = counter();
  return withStep((step, ...args) => ({ ...step(...args), reward: -ticks() }));
};

const observingIntoOneBuffer = (): Broken => {
  const buffer = new Float64Array(2);
  return withEnvironment(({ observe }) => ({
    observe: (state) => {
      buffer.set(Array.from(observe(state)));
      return buffer;
    },
  }));
};

const observingTheNewest = (): Broken =>
  withEnvironment(({ observe, reset, step }) => {
    let newest: State | undefined;
    return {
      reset: (key) => (newest = reset(key)),
      step: (...args) => {
        const next = step(...args);
        newest = next.state;
        return next;
      },
      observe: (state) => observe(newest ?? state),
    };
  });

const steppingTheNewest = (): Broken =>
  withEnvironment(({ reset, step }) => {
    let newest: State | undefined;
    return {
      reset: (key) => (newest = reset(key)),
      step: (state, action, key) => {
        const next = step(newest ?? state, action, key);
        newest = next.state;
        return next;
      },
    };
  });

const sharingTransitions = (): Broken => {
  const shared: object = {};
  return withStep((step, ...args) => Object.assign(shared, step(...args)));
};

const growingFeatures = (): Broken => {
  const buffer: number[] = [];
  return {
    ...sound,
    features: ({ goal }) => {
      buffer.push(...goal);
      return buffer;
    },
  };
};

const knowingStatesByIdentity = (): Broken => {
  const known = new WeakSet<State>();
  return withEnvironment(({ reset, step }) => ({
    reset: (key) => {
      const state = { ...reset(key) };
      known.add(state);
      return state;
    },
    step: (state, action, key) => {
      const next = step(state, action, key);
      known.add(next.state);
      return known.has(state) ? next : { ...next, reward: 0 };
    },
  }));
};

const rounding: t.Type<PointTask> = new t.Type(
  'rounding task',
  sound.task.is,
  (u, context) => sound.task.validate(u, context),
  ({ goal: [x, y] }) => ({ goal: [Math.round(1000 * x) / 1000, y] }),
);

/** The task made last counts for all environments. */
const sharingTheTask = (): Broken => {
  let newest: PointTask | undefined;
  return {
    ...sound,
    environment: (task) => {
      newest = task;
      return {
        ...sound.environment(task),
        step: (...args) => sound.environment(newest ?? task).step(...args),
      };
    },
  };
};

const knowingTasksByIdentity = (): Broken => {
  const known = new WeakSet<PointTask>();
  return {
    ...sound,
    sample: (key) => {
      const task = sound.sample(key);
      known.add(task);
      return task;
    },
    environment: (task) => {
      const environment = sound.environment(task);
      const reward = known.has(task) ? {} : { reward: 0 };
      return { ...environment, step: (...args) => ({ ...environment.step(...args), ...reward }) };
    },
  };
};

const resettingOneObject = (): Broken =>
  withEnvironment(({ reset }) => {
    const start: object = {};
    return { reset: (key) => Object.assign(start, reset(key), { position: [key[0] / 2 ** 40, 0] }) };
  });

const countingStepsBesideTheState = (): Broken =>
  withEnvironment(({ reset, step }) => {
    let steps = 0;
    return {
      reset: (key) => {
        steps = 0;
        return reset(key);
      },
      step: (...args) => {
        steps += 1;
        return { ...step(...args), truncated: steps === 12 };
      },
    };
  });

/** Flags as a program without types may give them. */
const withFlags = (flags: unknown): Broken =>
  withStep((step, ...args) => Object.assign({ ...step(...args) }, flags));

const everyLaw = environmentLaws(sound).map(({ name }) => name);

const broken: readonly (readonly [law: string, how: string, distribution: Broken])[] = [
  ['task round trip', 'its codec rounds', { ...sound, task: rounding }],
  ['reproducible sampling', 'sampling counts its calls', forgetful()],
  ['shared spaces', 'a task has its own horizon', withEnvironment(() => ({ horizon: 11 }))],
  [
    'shared spaces',
    'a task has its own action space',
    withEnvironment(() => ({ actionSpace: { kind: 'discrete', size: 2 } })),
  ],
  [
    'features',
    'one is missing near an axis',
    { ...sound, features: ({ goal }) => goal.filter((x) => x > 0) },
  ],
  ['features', 'one has a pole', { ...sound, features: ({ goal: [x] }) => [1 / Math.max(0, x)] }],
  ['reproducible episodes', 'environments are numbered', builtDifferently()],
  ['repeatable calls', 'the step counts its calls', remembering()],
  [
    'repeatable calls',
    'the start is random',
    withEnvironment(() => ({ reset: () => ({ step: 0, position: [Math.random() / 2, 0] }) })),
  ],
  ['repeatable calls', 'what is observed is the newest state', observingTheNewest()],
  ['repeatable calls', 'the step goes on from the newest state', steppingTheNewest()],
  [
    'repeatable calls',
    'observations are noisy',
    withEnvironment(({ observe }) => ({
      observe: (state) => Array.from(observe(state), (x) => x * (1 - Math.random() / 100)),
    })),
  ],
  [
    'reproducible sampling',
    'sampling draws at random',
    { ...sound, sample: () => ({ goal: [Math.random() / 2, 0] }) },
  ],
  [
    'task round trip',
    'a task is out of bounds',
    { ...sound, sample: (key) => ({ goal: [NaN, sound.sample(key).goal[1]] }) },
  ],
  [
    'observations in space',
    'an observation has no number',
    withEnvironment(() => ({ observe: () => [NaN, 0] })),
  ],
  [
    'observations in space',
    'the observation after the last step is out',
    withEnvironment(({ observe }) => ({
      observe: (state) => (state.step === 12 ? [9, 9] : observe(state)),
    })),
  ],
  [
    'finite rewards',
    'the largest action earns NaN',
    withStep((step, state, action, key) => ({
      ...step(state, action, key),
      reward: Math.sqrt(0.999 - Math.abs(action[0])),
    })),
  ],
  [
    'horizon',
    'one step is counted twice',
    withStep((step, ...args) => {
      const next = step(...args);
      return { ...next, truncated: next.state.step === 11 || next.truncated };
    }),
  ],
  ['lasting results', 'all transitions are one object', sharingTransitions()],
  [
    'shared spaces',
    'a task has its own observation space',
    withEnvironment(() => ({ observationSpace: { kind: 'discrete', size: 2 } })),
  ],
  ['features', 'they are in one buffer that grows', growingFeatures()],
  ['features', 'one is random', { ...sound, features: ({ goal: [x] }) => [x, Math.random()] }],
  ['tasks are data', 'tasks are known by identity', knowingTasksByIdentity()],
  ['separate tasks', 'the newest task counts for all', sharingTheTask()],
  ['lasting results', 'every reset is in one object', resettingOneObject()],
  ['repeatable calls', 'steps are counted beside the state', countingStepsBesideTheState()],
  ['horizon', 'terminated is undefined', withFlags({ terminated: undefined })],
  ['horizon', 'terminated is a number', withFlags({ terminated: 0 })],
  [
    'untouched inputs',
    'the action is clipped in place',
    withStep((step, state, action, key) => {
      const next = step(state, action, key);
      writable(action).forEach((a, i, all) => {
        all[i] = Math.min(1, a);
      });
      return next;
    }),
  ],
  [
    'untouched inputs',
    'the state is moved in place',
    withStep((step, state, action, key) => {
      const next = step(state, action, key);
      return { ...next, state: Object.assign(state, next.state) };
    }),
  ],
  ['lasting results', 'all observations share one buffer', observingIntoOneBuffer()],
  ['states are data', 'states are known by identity', knowingStatesByIdentity()],
  [
    'states are data',
    'the state holds a function',
    withStep((step, ...args) => {
      const next = step(...args);
      return { ...next, state: { ...next.state, describe: () => 'here' } };
    }),
  ],
  [
    'observations in space',
    'observations are not clipped',
    withEnvironment(({ observe }) => ({ observe: (state) => Array.from(observe(state), (x) => 2 * x) })),
  ],
  [
    'observations in space',
    'an observation is too long',
    withEnvironment(() => ({ observe: () => [0, 0, 0] })),
  ],
  [
    'finite rewards',
    'the reward has a pole',
    withStep((step, ...args) => {
      const next = step(...args);
      return { ...next, reward: 1 / Math.max(0, next.state.position[0]) };
    }),
  ],
  [
    'horizon',
    'the end comes too late',
    withStep((step, ...args) => ({ ...step(...args), truncated: false })),
  ],
  [
    'horizon',
    'the end comes too early',
    withStep((step, ...args) => {
      const next = step(...args);
      return { ...next, truncated: next.state.step === 11 };
    }),
  ],
  [
    'horizon',
    'an end is reported twice',
    withStep((step, ...args) => {
      const next = step(...args);
      return { ...next, terminated: next.terminated || next.truncated };
    }),
  ],
];

describe('the environment laws catch', () => {
  it.each(broken)('%s: %s', (name, _, distribution) => {
    const found = environmentLaws(distribution).find((law) => law.name === name);
    expect(found?.check(options)).toMatchObject(E.left({ law: name }));
  });

  it.each([0, -3, 2.5, NaN])('horizon: there are %p steps', (horizon) => {
    const none: Broken = {
      ...sound,
      horizon,
      environment: (task) => ({ ...sound.environment(task), horizon }),
    };
    expect(brokenLaws(none)).toEqual(['horizon']);
  });

  it('something, each of them', () => {
    expect(new Set(broken.map(([law]) => law))).toEqual(new Set(everyLaw));
  });

  it.each([1, 2])('nothing in sound environments of %i step(s)', (horizon) => {
    expect(brokenLaws(navigation2d({ ...navigation2dDefault, horizon }))).toEqual([]);
    expect(brokenLaws(bernoulliBandit({ kind: 'bernoulli-bandit', arms: 1, horizon }))).toEqual([]);
  });

  it.each([1e-6, 1e6])('nothing in a sound environment of scale %d', (unit) => {
    const scaled = {
      ...navigation2dDefault,
      horizon: 5,
      goalHalfWidth: unit * navigation2dDefault.goalHalfWidth,
      positionHalfWidth: unit * navigation2dDefault.positionHalfWidth,
      displacementLimit: unit * navigation2dDefault.displacementLimit,
      actionScale: unit * navigation2dDefault.actionScale,
    };
    expect(brokenLaws(navigation2d(scaled))).toEqual([]);
  });

  it('nothing in a sound environment that ends at its first step', () => {
    const short = withStep((step, ...args) => ({ ...step(...args), terminated: true, truncated: false }));
    expect(brokenLaws(short)).toEqual([]);
  });

  it('nothing in the sound environment that the broken ones are made of', () => {
    expect(brokenLaws(sound)).toEqual([]);
  });
});

describe('environmentLaws', () => {
  it('have names of their own', () => {
    expect(new Set(everyLaw).size).toBe(everyLaw.length);
  });
});
