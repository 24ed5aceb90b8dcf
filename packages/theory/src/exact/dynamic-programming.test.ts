import * as fc from 'fast-check';
import { expectedReturn, returnGradient } from './dynamic-programming';
import { randomLogits, randomMdp } from '../testing/examples';
import { allPaths, discountedReturn, finiteDifferences, plainReturn } from '../testing/plain-enumeration';
import { scoreOfPath } from '../testing/score-of-path';

const size = { states: 3, actions: 2, horizon: 3 };
const seeds = fc.integer({ min: 0, max: 1_000_000 });
const discounts = fc.double({ min: 0.1, max: 1, noNaN: true });

describe('dynamic programming', () => {
  it('J is the sum over trajectories', () => {
    fc.assert(
      fc.property(seeds, discounts, (seed, discount) => {
        const mdp = randomMdp(seed, size.states, size.actions, size.horizon);
        const logits = randomLogits(seed, 6);
        expect(expectedReturn(mdp, discount)(logits)).toBeCloseTo(plainReturn(mdp, discount, logits), 12);
      }),
      { numRuns: 20 },
    );
  });

  it('∇J is the enumerated sum of return times score, and the finite difference of J', () => {
    fc.assert(
      fc.property(seeds, discounts, (seed, discount) => {
        const mdp = randomMdp(seed, size.states, size.actions, size.horizon);
        const logits = randomLogits(seed, 6);
        const { value, gradient } = returnGradient(mdp, discount)(logits);
        const enumerated = logits.map(() => 0);
        for (const path of allPaths(mdp, logits)) {
          const weight = path.probability * discountedReturn(mdp, discount, path);
          scoreOfPath(logits, path, size.actions).forEach((x, i) => (enumerated[i] += weight * x));
        }
        const differences = finiteDifferences((x) => plainReturn(mdp, discount, x), logits);
        expect(value).toBeCloseTo(plainReturn(mdp, discount, logits), 12);
        gradient.forEach((x, i) => {
          expect(x).toBeCloseTo(enumerated[i], 12);
          expect(x).toBeCloseTo(differences[i], 9);
        });
      }),
      { numRuns: 10 },
    );
  });
});
