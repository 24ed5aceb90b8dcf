import * as fc from 'fast-check';
import { ragged } from '../testing/traces';
import { toBatch, smallMdp, trajectories } from '../testing/mdp';
import { centreOnOthers, spread, sumPerTrajectory } from './rows';

const whole = toBatch(trajectories(smallMdp).slice(0, 3));
/** Trajectory 1 ends after one step. */
const short = { ...whole, mask: [1, 1, 1, 0, 1, 1], lengths: [2, 1, 2] };

it('spreads a number a trajectory over its steps', () => {
  expect(Array.from(spread(short, [2, 3, 5]))).toEqual([2, 2, 3, 0, 5, 5]);
});

it('sums the steps of each trajectory', () => {
  expect(Array.from(sumPerTrajectory(short, [1, 2, 4, 100, 8, 16]))).toEqual([3, 4, 24]);
});

it('subtracts the mean of the others that run at the same step', () => {
  // Step 0: 1 − (4 + 8)/2, 4 − (1 + 8)/2, 8 − (1 + 4)/2; step 1: 2 − 16 and 16 − 2.
  expect(Array.from(centreOnOthers(short, [1, 2, 4, 100, 8, 16]))).toEqual([-5, -14, -0.5, 0, 5.5, 14]);
});

it('leaves a step alone that no other trajectory reached', () => {
  const alone = { ...whole, mask: [1, 1, 1, 0, 1, 0], lengths: [2, 1, 1] };
  expect(centreOnOthers(alone, [0, 7, 0, 0, 0, 0])[1]).toBe(7);
});

it('centres again to n/(n − 1) times what is centred, n being how many trajectories run', () => {
  const numbers = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(ragged(4, 2), numbers, (batch, x) => {
      const once = centreOnOthers(batch, x.slice(0, batch.mask.length));
      centreOnOthers(batch, once).forEach((again, row) => {
        const n = batch.lengths.filter((length) => length > row % batch.steps).length;
        expect(again).toBeCloseTo((n > 1 ? n / (n - 1) : 1) * once[row], 12);
      });
    }),
  );
});
