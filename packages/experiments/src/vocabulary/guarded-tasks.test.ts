import { cube, discrete, navigation2d, navigation2dDefault, type Environment } from '@sgmrl/environments';
import { key } from '@sgmrl/prng';
import * as t from 'io-ts';
import { guardedTasks } from './guarded-tasks';

const sound = navigation2d(navigation2dDefault);
const task = { goal: [0.4, 0.3] as const };
type State = ReturnType<ReturnType<typeof sound.environment>['reset']>;

const broken = (change: (environment: Environment<State>) => Partial<Environment<State>>) =>
  guardedTasks('mine', {
    ...sound,
    environment: (one) => {
      const environment = sound.environment(one);
      return { ...environment, ...change(environment) };
    },
  }).environment(task);

/** What `observe` says after so many steps. */
const after = (environment: ReturnType<typeof broken>, steps: number) => {
  let state = environment.reset(key(0));
  for (let h = 0; h < steps; h += 1) state = environment.step(state, [10, 0], key(h)).state;
  return environment.observe(state);
};

it('is the same environment where nothing is wrong', () => {
  expect(
    after(
      broken(() => ({})),
      3,
    ),
  ).toEqual([expect.closeTo(0.3, 12), 0]);
});

it('refuses a step that writes over the state that it was given', () => {
  const careless = broken(({ step }) => ({
    step: (state, ...given) => {
      const next = step(state, ...given);
      return { ...next, state: Object.assign(state, next.state) };
    },
  }));
  expect(() => after(careless, 1)).toThrow(
    /^environment mine: step, at step 0: TypeError: Cannot assign to read only property/,
  );
});

it('tells the step of an observation that is too long', () => {
  const long = broken(() => ({ observe: ({ step }) => (step === 2 ? [1, 2, 3] : [0, 0]) }));
  expect(after(long, 1)).toEqual([0, 0]);
  expect(() => after(long, 2)).toThrow(
    'environment mine: observe, at step 2: expected 2 numbers, as its observation space says, found 3',
  );
});

it.each([
  ['reset', 'environment mine: reset: Error: worn out'],
  ['step', 'environment mine: step, at step 0: Error: worn out'],
  ['observe', 'environment mine: observe, at step 1: Error: worn out'],
] as const)('tells where %s throws, with the cause', (call, message) => {
  const cause = new Error('worn out');
  const worn = broken(() => ({
    [call]: () => {
      throw cause;
    },
  }));
  expect(() => after(worn, 1)).toThrow(expect.objectContaining({ message, cause }));
});

const [observing, stepping] = [
  'environment mine: observe, at step 1: ',
  'environment mine: step, at step 0: ',
];
const sent = { state: 0, reward: 1, terminated: false, truncated: false };

it.each([
  ['observe', undefined, `${observing}expected a vector of numbers, found nothing`],
  ['observe', 3, `${observing}expected a vector of numbers, found 3`],
  ['observe', ['a', 0], `${observing}entry 0: expected a number, found "a"`],
  [
    'observe',
    Promise.resolve([0, 0]),
    `${observing}expected a vector of numbers, found a promise: it must not be async`,
  ],
  [
    'step',
    undefined,
    `${stepping}expected a record of state, reward, terminated and truncated, found nothing`,
  ],
  [
    'step',
    Promise.resolve(sent),
    `${stepping}expected a record of state, reward, terminated and truncated, ` +
      'found a promise: it must not be async',
  ],
  ['step', { reward: 1 }, `${stepping}state: expected a state, found nothing`],
  ['step', { ...sent, reward: '5' }, `${stepping}reward: expected a number, found "5"`],
  ['step', { ...sent, reward: undefined }, `${stepping}reward: expected a number, found nothing`],
  [
    'step',
    { state: 0, reward: 1, truncated: false },
    `${stepping}terminated: expected true or false, found nothing`,
  ],
  ['step', { state: 0, reward: 1, terminated: 0 }, `${stepping}terminated: expected true or false, found 0`],
  [
    'step',
    { state: 0, reward: 1, terminated: false },
    `${stepping}truncated: expected true or false, found nothing`,
  ],
])('tells what %s gives in the place of what it should: %j', (call, wrong, message) => {
  const unfit = broken((environment) => Object.assign({ ...environment }, { [call]: () => wrong }));
  expect(() => after(unfit, 1)).toThrow(expect.objectContaining({ message, cause: expect.anything() }));
});

it('lets a run that diverges say so itself', () => {
  const diverged = broken((environment) => ({
    ...environment,
    step: (...given) => ({ ...environment.step(...given), reward: NaN }),
    observe: () => [Infinity, NaN],
  }));
  expect(after(diverged, 1)).toEqual([Infinity, NaN]);
});

it.each([
  [{ horizon: 7 }, 'environment mine: environment: horizon: expected 100, as its tasks have it, found 7'],
  [
    { observe: undefined },
    'environment mine: environment: RangeError: environment: observe: expected a function, found nothing',
  ],
])('refuses an environment with %j', (change, message) => {
  expect(() => broken((environment) => Object.assign({ ...environment }, change))).toThrow(message);
});

it.each([
  [
    { goal: [NaN, 0] },
    'environment mine: sample: goal.0: expected number from -1000000000 to 1000000000, found NaN',
  ],
  [
    { goal: [() => 1, 0] },
    'environment mine: sample: goal.0: expected number from -1000000000 to 1000000000, found () => 1',
  ],
])('refuses a task that does not survive its codec: %j', (wrong, message) => {
  const tasks = guardedTasks('mine', Object.assign({ ...sound }, { sample: () => wrong }));
  expect(() => tasks.sample(key(0))).toThrow(message);
});

it('refuses a task that cannot go to a worker thread, whatever its codec says', () => {
  const tasks = guardedTasks('mine', {
    ...sound,
    task: t.unknown,
    features: () => [0, 0],
    environment: () => sound.environment(task),
    sample: () => () => 1,
  });
  expect(() => tasks.sample(key(0))).toThrow(/^environment mine: sample: .*could not be cloned/);
});

it.each([
  ['reset', undefined, 'environment mine: reset: expected a state, found nothing'],
  [
    'reset',
    Promise.resolve(0),
    'environment mine: reset: expected a state, found a promise: it must not be async',
  ],
  ['step', { ...sent, state: undefined }, `${stepping}state: expected a state, found nothing`],
])('blames %s for a state that never came', (call, wrong, message) => {
  const unfit = broken((environment) => Object.assign({ ...environment }, { [call]: () => wrong }));
  expect(() => after(unfit, 1)).toThrow(expect.objectContaining({ message }));
});

it('takes null for a state', () => {
  const stateless = guardedTasks('mine', {
    ...sound,
    environment: () => ({
      ...sound.environment(task),
      reset: () => null,
      observe: () => [0, 0],
      step: () => ({ state: null, reward: 1, terminated: false, truncated: false }),
    }),
  }).environment(task);
  const { state } = stateless.step(stateless.reset(key(0)), [0, 0], key(1));
  expect(stateless.observe(state)).toEqual([0, 0]);
});

it.each([
  [
    () => {
      throw new Error('worn out');
    },
    'Error: worn out',
  ],
  [() => undefined, 'expected a vector of numbers, found nothing'],
  [() => ['a'], 'entry 0: expected a number, found "a"'],
  [() => [0, NaN], 'entry 1: expected a finite number, found NaN'],
  [({ goal: [x] }: typeof task) => (x === 0.4 ? [1] : [1, 2]), 'expected 2 numbers, found 1'],
])('tells what is wrong with features: %s', (features, message) => {
  const tasks = guardedTasks('mine', Object.assign({ ...sound }, { features }));
  expect(() => tasks.features(task)).toThrow(`environment mine: features: ${message}`);
});

it.each([
  [
    { observationSpace: cube(3, -1, 1) },
    'observationSpace: expected a box of 2 numbers, as its tasks have it, found a box of 3 numbers',
  ],
  [
    { actionSpace: discrete(3) },
    'actionSpace: expected a box of 2 numbers, as its tasks have it, found one of 3 indices',
  ],
])('refuses an environment with other spaces than its tasks: %j', (change, message) => {
  expect(() => broken((environment) => ({ ...environment, ...change }))).toThrow(
    `environment mine: environment: ${message}`,
  );
});
