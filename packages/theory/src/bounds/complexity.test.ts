import * as fc from 'fast-check';
import type { Bounds } from './bounds';
import { fixedTasks, manyTasks, type Plan } from './complexity';

const positive = fc.double({ min: 0.01, max: 100, noNaN: true });
const someBounds: fc.Arbitrary<Bounds> = fc.record({
  gradient: positive,
  hessian: positive,
  metaGradient: positive,
  smoothness: positive,
  estimator: positive,
  firstOrderEstimator: positive,
  valueRange: positive,
});

/** 2Δ/(βK) + βL_Vσ²/B */
const promised = (
  { valueRange, smoothness, estimator }: Bounds,
  { stepSize, iterations, tasks }: Plan,
): number => (2 * valueRange) / (stepSize * iterations) + (stepSize * smoothness * estimator ** 2) / tasks;

it('both regimes promise ε², with an admissible step size', () => {
  fc.assert(
    fc.property(someBounds, fc.double({ min: 0.01, max: 1, noNaN: true }), (bounds, accuracy) => {
      for (const plan of [manyTasks(bounds, accuracy, 10), fixedTasks(bounds, accuracy, 10)]) {
        expect(plan.stepSize).toBeLessThanOrEqual(1 / bounds.smoothness);
        expect(promised(bounds, plan)).toBeLessThanOrEqual(accuracy ** 2 * (1 + 1e-9));
        expect(plan.trajectories).toBe(plan.iterations * plan.tasks * 10);
      }
    }),
  );
});

it('iterations grow like ε⁻² with many tasks and like ε⁻⁴ with one; trajectories like ε⁻⁴ either way', () => {
  const bounds: Bounds = {
    gradient: 1,
    hessian: 1,
    metaGradient: 1,
    smoothness: 10,
    estimator: 5,
    firstOrderEstimator: 1,
    valueRange: 3,
  };
  const growth = (of: (accuracy: number) => number): number => Math.log10(of(0.001) / of(0.01));
  expect(growth((e) => manyTasks(bounds, e, 4).iterations)).toBeCloseTo(2, 3);
  expect(growth((e) => manyTasks(bounds, e, 4).trajectories)).toBeCloseTo(4, 3);
  expect(growth((e) => fixedTasks(bounds, e, 4).iterations)).toBeCloseTo(4, 3);
  expect(growth((e) => fixedTasks(bounds, e, 4).trajectories)).toBeCloseTo(4, 3);
});
