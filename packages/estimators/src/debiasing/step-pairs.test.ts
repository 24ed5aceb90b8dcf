import { discountedSums } from '@sgmrl/rollouts';
import * as fc from 'fast-check';
import { toBatch, trajectories, smallMdp } from '../testing/mdp';
import { stepPairs } from './step-pairs';

const [steps, rows] = [2, 6];
const batch = toBatch(trajectories(smallMdp).slice(0, rows / steps));
const numbers = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: rows, maxLength: rows });

it.each([1, 0.8])(
  'keeps of Σ w_h′ d_h′ what rewards from h on contribute: double sums for a decay of %d',
  (decay) => {
    fc.assert(
      fc.property(numbers, numbers, (rewards, d) => {
        const values = discountedSums(batch, rewards, decay);
        const products = stepPairs(batch, values, d, { past: decay, future: 1 });
        for (let n = 0; n < rows; n += steps) {
          for (let h = 0; h < steps; h++) {
            let expected = 0;
            for (let from = 0; from < steps; from++) {
              for (let t = Math.max(h, from); t < steps; t++)
                expected += d[n + from] * decay ** (t - from) * rewards[n + t];
            }
            expect(products[n + h]).toBeCloseTo(expected, 10);
          }
        }
      }),
    );
  },
);
