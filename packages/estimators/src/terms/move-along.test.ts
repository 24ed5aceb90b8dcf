import { leaveOneOutWeights, without } from '@sgmrl/rollouts';
import { dot, subtract } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { adapt, innerStep } from '../inner-step';
import { tracePolicy, traces } from '../testing/traces';
import { moveAlong, moveAlongWithout } from './move-along';

const lambda = [0.7, -0.4, 0.2, 0.9];

it('is how far all trajectories, and all but one, move θ along λ', () => {
  fc.assert(
    fc.property(traces, ({ adaptation, trace: { steps } }) => {
      const { parameters, batch, weights } = steps[0];
      const { stepSize, innerWeights, discount } = adaptation;
      const directional = tracePolicy.directionalDerivative(parameters, batch, lambda);
      const moved = (step: (typeof steps)[0]) =>
        dot(subtract(adapt(tracePolicy, adaptation)(step), parameters), lambda);
      expect(moveAlong(stepSize, batch, weights.values, directional)).toBeCloseTo(moved(steps[0]), 10);
      if (batch.trajectories === 1) return;
      const leftOut = leaveOneOutWeights(innerWeights, discount)(batch);
      for (let n = 0; n < batch.trajectories; n++)
        expect(moveAlongWithout(stepSize, batch, n, leftOut(n).values, directional)).toBeCloseTo(
          moved(innerStep(adaptation)(parameters, without(batch, n))),
          6,
        );
    }),
  );
});
