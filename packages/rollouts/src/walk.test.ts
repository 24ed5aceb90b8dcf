import { navigation2d, navigation2dDefault, tabular, tabularDefault } from '@sgmrl/environments';
import { tabularSoftmax } from '@sgmrl/policies';
import { fromPolicySpec, initializeBackend } from '@sgmrl/policies-tfjs';
import { foldIn, key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { collect } from './collect';
import { countingVectors, echo } from './testing/vectors';
import { walk } from './walk';

it('is the trajectory that collect draws alone, with the states behind its observations', async () => {
  const backend = await initializeBackend();
  if (E.isLeft(backend)) throw new Error(backend.left.message);
  const tasks = navigation2d({ ...navigation2dDefault, horizon: 30, goalTolerance: 0.1 });
  const policy = fromPolicySpec(backend.right)(
    { kind: 'gaussian-mlp', hidden: [8], activation: 'tanh', initialLogStd: 0 },
    tasks,
  );
  if (E.isLeft(policy)) throw new Error(policy.left.message);
  const theta = policy.right.initialize(key(3));
  const lengths = new Set<number>();
  for (let seed = 0; seed < 20; seed++) {
    const environment = tasks.environment({ goal: [0.15, 0] });
    const { states, rewards } = walk(environment, policy.right)(theta, key(seed));
    const batch = collect(environment, policy.right)(theta, 1, key(seed));
    if (E.isLeft(batch)) throw new Error(batch.left.what);
    const [length] = batch.right.lengths;
    expect(states).toHaveLength(length + 1);
    expect(rewards).toEqual(Array.from(batch.right.rewards).slice(0, length));
    expect(states.slice(0, -1).flatMap(({ position }) => position)).toEqual(
      Array.from(batch.right.observations.data).slice(0, 2 * length),
    );
    lengths.add(length);
  }
  // Some end at the goal, others by the time limit.
  expect(lengths.size).toBeGreaterThan(1);
  expect(lengths).toContain(30);
});

it('refuses an observation of the wrong length', () => {
  const tasks = tabular(tabularDefault);
  const environment = tasks.environment(tasks.sample(foldIn(key(1), 0)));
  const policy = tabularSoftmax(3, 2);
  const broken = { ...environment, observe: () => [0, 0] };
  expect(() => walk(broken, policy)(policy.initialize(key(0)), key(1))).toThrow(
    new RangeError('expected an observation of length 1, found one of length 2'),
  );
});

it('stops before what is not finite', () => {
  const tasks = tabular(tabularDefault);
  const environment = tasks.environment(tasks.sample(foldIn(key(1), 0)));
  const broken = {
    ...environment,
    step: (...[state, action, stepKey]: Parameters<typeof environment.step>) => {
      const next = environment.step(state, action, stepKey);
      return { ...next, reward: next.state.step === 2 ? NaN : next.reward };
    },
  };
  const policy = tabularSoftmax(3, 2);
  expect(walk(broken, policy)(policy.initialize(key(0)), key(1))).toMatchObject({
    states: [{ step: 0 }, { step: 1 }],
    rewards: [expect.any(Number)],
  });
  const beyond = { ...environment, observe: () => [1e39] };
  expect(walk(beyond, policy)(policy.initialize(key(0)), key(1)).rewards).toEqual([]);
  const diverged = { ...policy, sample: () => ({ rows: 1, columns: 1, data: [Infinity] }) };
  expect(walk(environment, diverged)(policy.initialize(key(0)), key(1)).rewards).toEqual([]);
});

it('refuses a policy that does not fit the environment', () => {
  const tasks = tabular(tabularDefault);
  const policy = tabularSoftmax(3, 3);
  const environment = tasks.environment(tasks.sample(key(1)));
  expect(() => walk(environment, policy)(policy.initialize(key(0)), key(1))).toThrow(
    new RangeError(
      'expected a policy whose actions are indices below 2, found indices below 3 in tabular-softmax(3×3)',
    ),
  );
});

it('asks for what collect asks, with the same keys, and ends with the horizon', () => {
  const keysOf = (draw: (environment: ReturnType<typeof countingVectors>) => unknown) => {
    const keys: unknown[] = [];
    const drawn = draw(
      countingVectors(4, (given) => {
        keys.push(given);
      }),
    );
    return { keys, drawn };
  };
  const alone = keysOf((environment) => walk(environment, echo)([0], key(1)));
  const collected = keysOf((environment) => collect(environment, echo)([0], 1, key(1)));
  expect(alone.keys).toHaveLength(5);
  expect(alone.keys).toEqual(collected.keys);
  expect(alone.drawn).toMatchObject({ rewards: [1, 1, 1, 1] });
});
