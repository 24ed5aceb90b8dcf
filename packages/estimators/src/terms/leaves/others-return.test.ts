import * as fc from 'fast-check';
import { expectAlike, lastStep, onRows, weightsOf } from '../../testing/leaves';
import { traces } from '../../testing/traces';
import { othersReturn } from './others-return';

it('weighs every step by the mean return of the other trajectories, in the scale of the outer estimates', () => {
  fc.assert(
    fc.property(traces, (one) => {
      const { trajectories, steps, rewards } = lastStep(one).batch;
      const returnOf = (n: number): number =>
        Array.from({ length: steps }, (_, h) => one.adaptation.discount ** h * rewards[n * steps + h]).reduce(
          (sum, x) => sum + x,
        );
      const ofOthers = (n: number): number => {
        const others = Array.from({ length: trajectories }, (_, m) => m).filter((m) => m !== n);
        return others.reduce((sum, m) => sum + returnOf(m), 0) / Math.max(1, others.length);
      };
      expectAlike(
        weightsOf(othersReturn, one),
        onRows(one, (n) => one.trace.outer.scale * ofOthers(n)),
      );
    }),
  );
});
