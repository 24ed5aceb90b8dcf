import { catalogue } from '@sgmrl/estimators';
import { expectedAscent, meanAdaptedValue, stochasticAscent } from './ascent';
import { sharpBounds } from '../bounds/bounds';
import { manyTasks } from '../bounds/complexity';
import { opposedBandits } from './convergence-study';
import { softmaxConstants } from '../bounds/policy-constants';
import type { TaskSet } from '../task-set';
import { right } from '../testing/examples';
import { theoryProblem } from './theory-table';

const named = (name: string) => {
  const found = catalogue.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

const norm = (x: ArrayLike<number>): number => Math.hypot(...Array.from(x));

it('without noise, the debiased ascent stops where ∇V vanishes; MAML stops elsewhere', () => {
  const end = (name: string) => {
    const points = right(expectedAscent(opposedBandits, named(name), [0, 0], 2, 150));
    return points[points.length - 1].exact;
  };
  const [debiased, biased] = [end('leave-one-out'), end('maml')];
  expect(norm(debiased.gradient)).toBeLessThan(1e-3);
  expect(norm(biased.gradient)).toBeGreaterThan(0.01);
  expect(debiased.value).toBeGreaterThan(biased.value);
});

it('does not draw what an estimate draws for itself', () => {
  const plan = { stepSize: 1, tasks: 1, iterations: 1, seed: 1 };
  expect(() => stochasticAscent(opposedBandits, named('coupled'), [0, 0], plan)).toThrow(
    'stochasticAscent: expected an estimator that draws no trajectories of its own, found "coupled"',
  );
});

it('with the step size and the tasks of the theory, ε is reached within its K', () => {
  const easy: TaskSet = {
    ...opposedBandits,
    setting: { ...opposedBandits.setting, stepSize: 0.2, trajectories: 1 },
  };
  const bounds = sharpBounds(softmaxConstants, theoryProblem(easy.tasks[0], easy.setting));
  const accuracy = 0.5;
  const plan = manyTasks(bounds, accuracy, 2);
  const points = right(
    stochasticAscent(easy, named('algorithm-1'), [-1, 1], {
      stepSize: plan.stepSize,
      tasks: plan.tasks,
      iterations: plan.iterations,
      seed: 1,
    }),
  );
  const squares = points.slice(0, plan.iterations).map(({ exact }) => norm(exact.gradient) ** 2);
  expect(squares.reduce((sum, x) => sum + x, 0) / squares.length).toBeLessThanOrEqual(accuracy ** 2);
  expect(points[plan.iterations].exact.value).toBeGreaterThan(points[0].exact.value);
});

it('the same seed gives the same ascent, another seed another', () => {
  const run = (seed: number): number =>
    right(
      stochasticAscent(opposedBandits, named('maml'), [0.3, 0], {
        stepSize: 0.1,
        tasks: 3,
        iterations: 5,
        seed,
      }),
    )[5].exact.value;
  expect(run(1)).toBe(run(1));
  expect(run(1)).not.toBe(run(2));
});

it('V of a set of tasks is the mean', () => {
  const one = (i: number): number =>
    right(meanAdaptedValue({ ...opposedBandits, tasks: [opposedBandits.tasks[i]] }))([0.1, 0.5]).value;
  expect(right(meanAdaptedValue(opposedBandits))([0.1, 0.5]).value).toBeCloseTo((one(0) + one(1)) / 2, 14);
});
