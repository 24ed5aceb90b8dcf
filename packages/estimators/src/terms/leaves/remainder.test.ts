import { subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { adaptedOf, adaptedWithout, expectAlike, lastStep, onRows, weightsOf } from '../../testing/leaves';
import { quadraticOuter, traceShapes, tracesOf, type TraceCase } from '../../testing/traces';
import { remainder } from './remainder';

const bend = [1, -0.5, 2, 0.25];

/** With J(θ) = 0.3 + Σ b_i θ_i + ½ Σ B_i θ_i², all times s. */
const withQuadratic = ({ adaptation, trace }: TraceCase, s: number): TraceCase => {
  const adapted = adaptedOf({ adaptation, trace });
  const outer = quadraticOuter(s, adapted, [0.5, 1, -1, 0.2], bend, [0, 0, 0, 0]);
  return { adaptation, trace: { ...trace, outer } };
};

const cases = traceShapes
  .chain((shape) => fc.integer({ min: 1, max: 6 }).map((trajectories) => ({ ...shape, trajectories })))
  .chain(tracesOf);

it('weighs the first K trajectories by N/K times what is not linear in J, −½ (U − U∖)ᵀ B (U − U∖)', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(1, 0.25), (some, s) => {
      const one = withQuadratic(some, s);
      const adapted = adaptedOf(one);
      const { trajectories } = lastStep(one).batch;
      const count = Math.min(4, trajectories);
      const curved = (x: Vector): number => bend.reduce((sum, b, i) => sum - (s * b * x[i] * x[i]) / 2, 0);
      expectAlike(
        weightsOf(remainder, one),
        onRows(one, (n) =>
          n < count ? (trajectories / count) * curved(subtract(adapted, adaptedWithout(one, n))) : 0,
        ),
      );
    }),
  );
});
