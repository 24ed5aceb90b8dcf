import { tabularSoftmax } from '@sgmrl/policies';
import {
  fromWeightsSpec,
  rewardToGo,
  advantagesOver,
  leaveOneOutWeights,
  normalisedAdvantagesOver,
  stepWeights,
  type Weighting,
} from '@sgmrl/rollouts';
import { policyGradient } from './inner-step';
import { batches, differentiate, expectedReturn, smallMdp, smallTheta, toBatch } from './testing/mdp';
import { constantBaseline, meanBaseline } from './testing/traces';
import { weightFacts } from './weight-facts';

const cases: readonly (readonly [string, Weighting])[] = (
  [
    rewardToGo,
    fromWeightsSpec({ kind: 'advantage', lambda: 1 }),
    fromWeightsSpec({ kind: 'advantage', lambda: 0.5 }),
    fromWeightsSpec({ kind: 'normalised-advantage', lambda: 1 }),
    advantagesOver(constantBaseline(2), 1),
    advantagesOver(constantBaseline(2), 0.5),
    normalisedAdvantagesOver(constantBaseline(2), 1),
    advantagesOver(meanBaseline, 1),
  ] satisfies readonly Weighting[]
).map((weights) => [weights.name, weights] as const);

/** Batches of two trajectories, with their probabilities. */
const drawn = batches(smallMdp, smallTheta, 2).map(({ batch, p }) => ({ batch: toBatch(batch), p }));

describe.each([0.9, 1])('by enumeration, γ = %d', (discount) => {
  const gradient = differentiate((x) => expectedReturn({ ...smallMdp, discount }, x), smallTheta);

  it.each(cases)('knows of %s whether its policy gradient is unbiased', (_name, weights) => {
    const weigh = stepWeights(weights, discount);
    const mean = drawn.reduce<readonly number[]>(
      (sum, { batch, p }) => {
        const g = policyGradient(tabularSoftmax(2, 2))(smallTheta, batch, weigh(batch).values);
        return sum.map((x, i) => x + p * g[i]);
      },
      [0, 0, 0, 0],
    );
    const error = Math.hypot(...mean.map((x, i) => x - gradient[i]));
    if (weightFacts(weights, discount).unbiased) expect(error).toBeLessThan(1e-9);
    else expect(error).toBeGreaterThan(1e-3);
  });

  it.each(cases)(
    'knows of %s whether the others have a share in its weights, and their decay',
    (_n, weights) => {
      const { fitted, decay } = weightFacts(weights, discount);
      const moved = drawn.some(({ batch }) => {
        const whole = stepWeights(weights, discount)(batch);
        expect(whole.decay).toBeCloseTo(decay, 12);
        const left = leaveOneOutWeights(weights, discount)(batch)(0);
        return whole.values.slice(2).some((w, i) => Math.abs(w - left.values[i + 2]) > 1e-9);
      });
      expect(moved).toBe(fitted);
    },
  );
});

it('refuses a discount that is none', () => {
  expect(() => weightFacts(rewardToGo, 0)).toThrow(RangeError);
});
