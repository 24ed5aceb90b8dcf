import * as fc from 'fast-check';
import { generalisedAdvantages } from './advantages';
import { linearBaselineLeftOut } from './linear-baseline-left-out';
import { linearFeatureBaseline } from './linear-feature-baseline';
import { discountedSums } from './returns';
import { batches } from './testing/batches';
import { without } from './select';

it('gives the advantages over the baseline that is fitted to the others, and what its penalty leaves', () => {
  fc.assert(
    fc.property(
      batches.filter(({ trajectories }) => trajectories > 1),
      (batch) => {
        const toGo = discountedSums(batch, batch.rewards, 0.9);
        const leftOut = linearBaselineLeftOut(batch, toGo, 0.9, 0.8);
        for (let n = 0; n < batch.trajectories; n++) {
          const others = without(batch, n);
          const anew = linearFeatureBaseline.fit(others, discountedSums(others, others.rewards, 0.9));
          const expected = generalisedAdvantages(batch, anew.predict(batch), 0.9, 0.8);
          const { advantages, penalty } = leftOut(n);
          advantages.forEach((x, row) => {
            expect(Math.abs(x - expected[row])).toBeLessThan(1e-7);
          });
          const squares = anew.penalty?.squares ?? NaN;
          expect(Math.abs((penalty?.squares ?? NaN) - squares)).toBeLessThanOrEqual(1e-6 * squares + 1e-12);
        }
      },
    ),
  );
});
