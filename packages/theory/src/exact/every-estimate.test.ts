import { catalogue } from '@sgmrl/estimators';
import { rewardToGo } from '@sgmrl/rollouts';
import { everyEstimate } from './every-estimate';
import { returnGradient } from './dynamic-programming';
import type { TaskSet } from '../task-set';
import { randomLogits, randomMdp, relativeError, right, sparseMdp } from '../testing/examples';
import { finiteDifferences, plainAdaptedValue } from '../testing/plain-enumeration';

const tasks: TaskSet = {
  tasks: [randomMdp(1, 2, 2, 1), sparseMdp],
  setting: {
    innerSteps: 1,
    trajectories: 2,
    evaluationTrajectories: 2,
    stepSize: 0.6,
    discount: 0.8,
    innerWeights: rewardToGo,
  },
};
const logits = randomLogits(2, 4);

const outcomesOf = (taskSet: TaskSet, name: string) =>
  right(everyEstimate(taskSet, catalogue.filter((candidate) => candidate.name === name)[0]))(logits);

const meanOf = (name: string): readonly number[] => {
  const { estimates, cumulative } = outcomesOf(tasks, name);
  expect(cumulative).toHaveLength(estimates.length);
  // Each task's outcomes make one; both tasks are listed.
  expect(cumulative[cumulative.length - 1]).toBeCloseTo(2, 12);
  return logits.map((_, i) =>
    estimates.reduce(
      (sum, estimate, n) => sum + ((cumulative[n] - (n > 0 ? cumulative[n - 1] : 0)) / 2) * estimate[i],
      0,
    ),
  );
};

it('their mean is ∇V of the mean over tasks for an estimator without bias, and is not for MAML', () => {
  const value = (x: readonly number[]): number =>
    tasks.tasks.reduce((sum, task) => sum + plainAdaptedValue(task, tasks.setting, 1, x) / 2, 0);
  const gradient = finiteDifferences(value, logits);
  expect(relativeError(meanOf('algorithm-1'), gradient)).toBeLessThan(1e-8);
  expect(relativeError(meanOf('leave-one-out'), gradient)).toBeLessThan(1e-8);
  expect(relativeError(meanOf('maml'), gradient)).toBeGreaterThan(0.01);
});

it('of coupled rollouts it is their mean over what they draw', () => {
  for (const task of tasks.tasks) {
    const alone = { ...tasks, tasks: [task] };
    const gradient = (x: readonly number[]) =>
      Array.from(returnGradient(task, tasks.setting.discount)(x).gradient);
    // First-order MAML is λ itself.
    const lambdas = outcomesOf(alone, 'fomaml').estimates.map((lambda) => Array.from(lambda));
    const expected = lambdas.map((lambda) => {
      const length = Math.hypot(...lambda);
      const moved = (by: number) => gradient(logits.map((x, i) => x + (by * lambda[i]) / length));
      const [above, below] = [moved(0.2), moved(-0.2)];
      return length === 0
        ? lambda
        : lambda.map((x, i) => x + (tasks.setting.stepSize * length * (above[i] - below[i])) / 0.4);
    });
    outcomesOf(alone, 'coupled').estimates.forEach((estimate, n) => {
      expected[n].forEach((x, i) => {
        expect(estimate[i]).toBeCloseTo(x, 12);
      });
    });
  }
});

it('refuses more outcomes than it could hold, counting those of all tasks', () => {
  const large = { ...tasks, tasks: [sparseMdp, randomMdp(1, 2, 2, 2)] };
  // 16 trajectories make 136 batches of two and 816 of three, the four of the corridor 10 and 20.
  expect(everyEstimate(large, catalogue[0])).toMatchObject({ _tag: 'Right' });
  expect(
    everyEstimate({ ...large, setting: { ...tasks.setting, evaluationTrajectories: 3 } }, catalogue[0]),
  ).toStrictEqual({
    _tag: 'Left',
    left: { kind: 'too-large', what: 'outcomes of an estimate', count: 136 * 816 + 10 * 20, limit: 20_000 },
  });
});
