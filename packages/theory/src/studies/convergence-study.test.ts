import { manyTasks } from '../bounds/complexity';
import { convergenceStudy, opposedBandits } from './convergence-study';
import { right } from '../testing/examples';
import { finiteDifferences, plainAdaptedValue } from '../testing/plain-enumeration';

const { rows, resting, bounds, fit } = right(convergenceStudy([0.25, 0.12], 1));

/** V, the mean over both bandits, summed over ordered batches. */
const value = (logits: readonly number[]): number =>
  opposedBandits.tasks.reduce(
    (sum, task) => sum + plainAdaptedValue(task, opposedBandits.setting, 1, logits) / 2,
    0,
  );

it('keeps the promise: over the K iterations of the plan the mean of ‖∇V‖² is at most ε²', () => {
  for (const { accuracy, plan, meanSquare, needed } of rows) {
    // A task costs two inner trajectories and one outer trajectory.
    expect(plan).toStrictEqual(manyTasks(bounds, accuracy, 3));
    expect(meanSquare).toBeLessThanOrEqual(accuracy ** 2);
    expect(needed).toBeLessThanOrEqual(plan.iterations);
  }
});

it('one point is enough where it starts within ε, and not where it does not', () => {
  const start = Math.hypot(...finiteDifferences(value, [-0.5, 0.5]));
  expect(rows.map(({ accuracy }) => start <= accuracy)).toStrictEqual([true, false]);
  expect(rows[0].needed).toBe(1);
  expect(rows[1].needed).toBeGreaterThan(1);
  expect(fit.exponent).toBeCloseTo(Math.log(rows[1].needed) / Math.log(0.25 / 0.12), 10);
});

it('estimators without bias come to rest at the maximum of V, which MAML misses', () => {
  const at = (name: string) => resting.filter((point) => point.name === name)[0];
  // θ matters up to a constant: the maximum lies on the line (−x, x).
  const line = Array.from({ length: 4001 }, (_, i) => value([(2000 - i) / 1000, (i - 2000) / 1000]));
  for (const name of ['algorithm-1', 'trajectory-baseline', 'leave-one-out', 'leave-group-out']) {
    expect(at(name).gradientNorm).toBeLessThan(1e-9);
    expect(at(name).value).toBeCloseTo(Math.max(...line), 6);
  }
  // O(αε²) + O(α²/N)
  expect(at('coupled').gradientNorm).toBeLessThan(0.5 * at('maml').gradientNorm);
  expect(at('maml').gradientNorm).toBeGreaterThan(0.02);
  expect(at('maml').value).toBeLessThan(at('algorithm-1').value - 1e-3);
});
