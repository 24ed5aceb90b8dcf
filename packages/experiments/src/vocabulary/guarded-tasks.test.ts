import { navigation2d, navigation2dDefault, type Environment } from '@sgmrl/environments';
import { key } from '@sgmrl/prng';
import { countedPicture, guardedTasks } from './guarded-tasks';

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

it('draws the state inside', () => {
  const { frame } = countedPicture<typeof task, number>({
    frame:
      ({ goal }) =>
      (state) => [{ from: goal, to: [state, 0], radius: 1 }],
  });
  expect(frame(task)({ inner: 7, step: 3 })).toEqual([{ from: task.goal, to: [7, 0], radius: 1 }]);
});
