import { fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
import * as fc from 'fast-check';
import { adaptedValue } from './adapted-value';
import { returnGradient } from './dynamic-programming';
import { randomLogits, randomMdp, relativeError, right, sparseMdp } from '../testing/examples';
import { finiteDifferences, plainAdaptedValue } from '../testing/plain-enumeration';

const adaptation = (innerSteps: number, trajectories: number, stepSize: number) => ({
  innerSteps,
  trajectories,
  stepSize,
  discount: 0.9,
  innerWeights: rewardToGo,
});

const seeds = fc.integer({ min: 0, max: 1_000_000 });

describe('V_ζ', () => {
  it.each([
    [1, 1, 3],
    [1, 2, 3],
    [2, 1, 3],
  ])(
    'ζ = %i, N = %i: value is the plain sum, gradient its finite difference',
    (innerSteps, trajectories, runs) => {
      fc.assert(
        fc.property(seeds, fc.double({ min: 0.1, max: 2, noNaN: true }), (seed, stepSize) => {
          const mdp = randomMdp(seed, 2, 2, 2);
          const logits = randomLogits(seed, 4);
          const setting = adaptation(innerSteps, trajectories, stepSize);
          const plain = (x: readonly number[]): number => plainAdaptedValue(mdp, setting, innerSteps, x);
          const { value, gradient } = right(adaptedValue(mdp, setting))(logits);
          expect(value).toBeCloseTo(plain(logits), 12);
          expect(relativeError(gradient, finiteDifferences(plain, logits))).toBeLessThan(1e-8);
        }),
        { numRuns: runs },
      );
    },
  );

  it('ζ = 2, N = 2 against the finite difference of the plain sum', () => {
    const setting = adaptation(2, 2, 0.7);
    const logits = [0.2, -0.4, 0.1, 0.6];
    const plain = (x: readonly number[]): number => plainAdaptedValue(sparseMdp, setting, 2, x);
    const { value, gradient } = right(adaptedValue(sparseMdp, setting))(logits);
    expect(value).toBeCloseTo(plain(logits), 12);
    // One coordinate in each state: the others follow, as logits matter up to a constant.
    const direction = [1, 0, 0.5, 0];
    const along = finiteDifferences((s) => plain(logits.map((x, i) => x + s[0] * direction[i])), [0])[0];
    expect(gradient[0] + 0.5 * gradient[2]).toBeCloseTo(along, 10);
  });

  it('normalised weights couple the trajectories of a batch, and the gradient still is that of the value', () => {
    const mdp = randomMdp(7, 2, 2, 2);
    const logits = randomLogits(7, 4);
    const setting = {
      ...adaptation(1, 2, 0.5),
      innerWeights: fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.9 }),
    };
    const objective = right(adaptedValue(mdp, setting));
    const differences = finiteDifferences((x) => objective(x).value, logits);
    expect(relativeError(objective(logits).gradient, differences)).toBeLessThan(1e-8);
  });

  it('α = 0 leaves J', () => {
    const mdp = randomMdp(3, 3, 2, 2);
    const logits = randomLogits(3, 6);
    const { value, gradient } = right(adaptedValue(mdp, adaptation(2, 1, 0)))(logits);
    const j = returnGradient(mdp, 0.9)(logits);
    expect(value).toBeCloseTo(j.value, 12);
    gradient.forEach((x, i) => {
      expect(x).toBeCloseTo(j.gradient[i], 12);
    });
  });

  it('refuses what would not end, with the count it would need', () => {
    expect(adaptedValue(randomMdp(0, 3, 2, 3), adaptation(2, 2, 0.5))).toStrictEqual({
      _tag: 'Left',
      left: { kind: 'too-large', what: 'sequences of batches', count: expect.any(Number), limit: 5_000_000 },
    });
    expect(adaptedValue(randomMdp(0, 3, 2, 3), adaptation(1, 4, 0.5))).toStrictEqual({
      _tag: 'Left',
      left: {
        kind: 'too-large',
        what: 'batches of trajectories',
        count: (216 * 217 * 218 * 219) / 24,
        limit: 1_000_000,
      },
    });
    expect(adaptedValue(randomMdp(0, 5, 3, 10), adaptation(1, 1, 0.5))).toStrictEqual({
      _tag: 'Left',
      left: { kind: 'too-large', what: 'trajectories', count: 15 ** 10, limit: 200_000 },
    });
  });
});
