import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import type { Metrics } from './conclude';
import { inThisThread } from './maps';
import { initialState, type MetaState } from './state';
import { algorithm, brokenAt, tabularProblem } from './testing/problems';
import { train } from './train';

const take = async (problem: typeof tabularProblem, state: MetaState, count: number) => {
  const taken: (readonly [MetaState, Metrics])[] = [];
  for await (const next of train(problem)(state)) {
    if (E.isLeft(next)) throw new Error(next.left.what);
    taken.push(next.right);
    if (taken.length === count) break;
  }
  return taken;
};

const start = initialState(tabularProblem)(key(3));

it('streams iterations, each from the state before', async () => {
  const iterations = await take(tabularProblem, start, 3);
  expect(iterations.map(([, metrics]) => metrics.iteration)).toEqual([1, 2, 3]);
  expect(iterations.map(([state]) => state.timesteps)).toEqual([156, 312, 468]);
});

it('continues from any state of the stream to the same bits', async () => {
  const whole = await take(tabularProblem, start, 4);
  const rest = await take(tabularProblem, structuredClone(whole[1][0]), 2);
  expect(rest).toEqual(whole.slice(2));
});

it('is lazy: nothing runs before the first element is asked for', async () => {
  let calls = 0;
  const maps = inThisThread(tabularProblem);
  const stream = train(tabularProblem, {
    ...maps,
    jobs: (jobs) => {
      calls += jobs.length;
      return maps.jobs(jobs);
    },
  })(start);
  expect(calls).toBe(0);
  await stream.next();
  expect(calls).toBe(3);
});

it('ends after a failure', async () => {
  const problem = brokenAt(0);
  const stream = train(problem)(start);
  expect(await stream.next()).toMatchObject({ done: false, value: { left: { what: 'reward' } } });
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

it('learns a single task: its return before adaptation rises by more than 4 standard errors', async () => {
  const task = tabularProblem.tasks.sample(key(8));
  const problem = {
    ...tabularProblem,
    tasks: { ...tabularProblem.tasks, sample: () => task },
    algorithm: { ...algorithm, metaBatchSize: 10, trajectories: 10, evaluationTrajectories: 10 },
  };
  const before = (await take(problem, initialState(problem)(key(5)), 40)).map(
    ([, metrics]) => metrics.before.undiscounted,
  );
  const [first, last] = [before[0], before[39]];
  expect(last.mean - first.mean).toBeGreaterThan(4 * Math.hypot(first.stderr ?? NaN, last.stderr ?? NaN));
});
