import {
  adapt,
  coupled,
  innerStep,
  metaGradientParts,
  metaGradientWith,
  outerEstimate,
  policyGradient,
  shrunk,
  surrogateOf,
  type Term,
} from '@sgmrl/estimators';
import { foldIn, key } from '@sgmrl/prng';
import { collect, meanReturn, returns, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { plan, type Job } from './job';
import { run } from './run';
import { initialState } from './state';
import { algorithm, brokenAt, tabularProblem } from './testing/problems';

const job: Job<Parameters<typeof tabularProblem.tasks.environment>[0]> = plan(tabularProblem)(
  initialState(tabularProblem)(key(4)),
)[1];

it('is two inner steps on fresh data, the outer batch, and the fold over them', () => {
  const { policy, tasks } = tabularProblem;
  const draw = (theta: Vector, n: number, batch: number): TrajectoryBatch => {
    const drawn = collect(tasks.environment(job.task), policy)(theta, n, foldIn(job.key, batch));
    if (E.isLeft(drawn)) throw new Error('expected a batch');
    return drawn.right;
  };
  const first = innerStep(algorithm)(job.parameters, draw(job.parameters, 4, 0));
  const theta1 = adapt(policy, algorithm)(first);
  const second = innerStep(algorithm)(theta1, draw(theta1, 4, 1));
  const theta2 = adapt(policy, algorithm)(second);
  const outerBatch = draw(theta2, 5, 2);
  const outer = outerEstimate(policy, algorithm)(theta2, outerBatch);

  expect(run(tabularProblem)(job)).toEqual(
    E.right({
      ...metaGradientParts(policy, algorithm)({ steps: [first, second], outer }),
      before: { discounted: meanReturn(first.batch, 0.9), undiscounted: meanReturn(first.batch, 1) },
      after: { discounted: meanReturn(outerBatch, 0.9), undiscounted: meanReturn(outerBatch, 1) },
      returns: [first.batch, second.batch, outerBatch].flatMap((batch) => Array.from(returns(batch, 0.9))),
      timesteps: (4 + 4 + 5) * 4,
    }),
  );
});

it('measures parts in one iteration in ten, or in all where a part is shrunk', () => {
  const partsAt = (estimator: Term, iteration: number) => {
    const problem = { ...tabularProblem, algorithm: { ...algorithm, estimator } };
    const result = run(problem)({ ...job, iteration, shrinkageFactor: 0.5 });
    if (E.isLeft(result)) throw new Error('expected finite numbers');
    return result.right.parts !== undefined;
  };
  const iterations = [1, 2, 10, 11, 21];
  expect(iterations.map((k) => partsAt('sg-mrl', k))).toEqual([true, false, false, true, true]);
  expect(iterations.map((k) => partsAt('coupled', k))).toEqual([true, false, false, true, true]);
  expect(iterations.map((k) => partsAt(shrunk('sg-mrl'), k))).toEqual(iterations.map(() => true));
});

it('lets a term draw at θ ± ελ̂ with the same random numbers, its own of each step, and counts that', () => {
  const { policy, tasks } = tabularProblem;
  const coupledProblem = { ...tabularProblem, algorithm: { ...algorithm, estimator: coupled(0.2) } };
  const draw = (theta: Vector, n: number, batch: number): TrajectoryBatch => {
    const drawn = collect(tasks.environment(job.task), policy)(theta, n, foldIn(job.key, batch));
    if (E.isLeft(drawn)) throw new Error('expected a batch');
    return drawn.right;
  };
  const first = innerStep(algorithm)(job.parameters, draw(job.parameters, 4, 0));
  const theta1 = adapt(policy, algorithm)(first);
  const second = innerStep(algorithm)(theta1, draw(theta1, 4, 1));
  const theta2 = adapt(policy, algorithm)(second);
  const outer = outerEstimate(policy, algorithm)(theta2, draw(theta2, 5, 2));
  const expected = metaGradientWith(
    policy,
    coupledProblem.algorithm,
  )((t, theta) => {
    const key = foldIn(foldIn(job.key, 3), t);
    const drawn = collect(tasks.environment(job.task), policy)(theta, 4, key);
    if (E.isLeft(drawn)) throw new Error('expected a batch');
    const { weights } = innerStep(algorithm)(theta, drawn.right);
    return E.right({
      gradient: policyGradient(policy)(theta, drawn.right, weights.values),
      drawn: drawn.right,
    });
  })({ steps: [first, second], outer });

  const found = run(coupledProblem)(job);
  if (E.isLeft(found) || E.isLeft(expected)) throw new Error('expected finite numbers');
  expect(found.right.gradient).toEqual(expected.right.gradient);
  // Two sides of each of two inner steps.
  expect(found.right.timesteps).toBe((4 + 4 + 5 + 2 * 2 * 4) * 4);
  expect(found.right.returns).toHaveLength(4 + 4 + 5 + 2 * 2 * 4);
  expect(expected.right.drawn).toHaveLength(4);
  expect(run(coupledProblem)(structuredClone(job))).toEqual(found);
});

it('names what is not finite in trajectories that a term draws', () => {
  // The first 13 trajectories are those of the adaptation and the outer batch.
  let resets = 0;
  const tasks = {
    ...tabularProblem.tasks,
    environment: (task: typeof job.task) => {
      const environment = tabularProblem.tasks.environment(task);
      return {
        ...environment,
        reset: (...args: Parameters<typeof environment.reset>) => {
          resets++;
          return environment.reset(...args);
        },
        step: (...args: Parameters<typeof environment.step>) => {
          const next = environment.step(...args);
          return resets > 13 ? { ...next, reward: Infinity } : next;
        },
      };
    },
  };
  const problem = { ...tabularProblem, tasks, algorithm: { ...algorithm, estimator: coupled(0.2) } };
  expect(run(problem)(job)).toMatchObject({
    left: { what: 'reward', task: 1, batch: 2, trajectory: 0, step: 0, found: Infinity },
  });
});

it('refuses a term that draws beside an outer update with a surrogate', () => {
  const update = { ...tabularProblem.update, surrogate: surrogateOf() };
  const problem = { ...tabularProblem, update, algorithm: { ...algorithm, estimator: coupled(0.2) } };
  expect(() => run(problem)).toThrow(
    new RangeError(
      'update with a surrogate: expected an estimator that draws no trajectories of its own, found {"op":"coupled","epsilon":0.2}',
    ),
  );
});

it.each(['maml', 'sg-mrl', 'leave-one-out'])(
  'is without inner steps the policy gradient of the return, whatever the term (%s)',
  (estimator) => {
    const unadapting = { ...tabularProblem, algorithm: { ...algorithm, estimator, innerSteps: 0 } };
    const { policy, tasks } = tabularProblem;
    const batch = collect(tasks.environment(job.task), policy)(job.parameters, 5, foldIn(job.key, 0));
    const result = run(unadapting)(job);
    if (E.isLeft(batch) || E.isLeft(result)) throw new Error('expected finite numbers');
    // The inner step with α = 1 moves by the policy gradient of its batch.
    const step = innerStep({ ...algorithm, stepSize: 1 })(job.parameters, batch.right);
    const moved = adapt(policy, { ...algorithm, stepSize: 1 })(step);
    const { gradient, before, after, timesteps } = result.right;
    Array.from(gradient).forEach((x, i) => {
      expect(x).toBeCloseTo(moved[i] - job.parameters[i], 12);
    });
    expect(before).toEqual({
      discounted: meanReturn(batch.right, 0.9),
      undiscounted: meanReturn(batch.right, 1),
    });
    expect([after, timesteps]).toEqual([before, 5 * 4]);
  },
);

it('is pure: a copy of the job, as a worker would get it, gives the same bits', () => {
  expect(run(tabularProblem)(structuredClone(job))).toEqual(run(tabularProblem)(job));
});

it('names the task, batch, trajectory and step of a reward that is not a number', () => {
  expect(run(brokenAt(2))(job)).toEqual(
    E.left({
      kind: 'non-finite',
      what: 'reward',
      iteration: 1,
      task: 1,
      batch: 1,
      trajectory: 0,
      step: 2,
      found: NaN,
      from: 'environment random-tabular',
    }),
  );
});

it('names the batch whose inner step left the finite numbers', () => {
  const diverging = { ...tabularProblem, algorithm: { ...algorithm, stepSize: Number.MAX_VALUE } };
  const rewards = job.task.rewards.map((row) => row.map((r) => r * 1e9));
  expect(run(diverging)({ ...job, task: { ...job.task, rewards } })).toMatchObject({
    left: { what: 'parameters', task: 1, batch: 1, step: undefined },
  });
});
