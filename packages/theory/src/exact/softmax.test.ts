import * as fc from 'fast-check';
import { curvatureOfCounts, scoreOfCounts, softmaxProbabilities } from './softmax';
import { relativeError } from '../testing/examples';
import { finiteDifferences } from '../testing/plain-enumeration';

const [states, actions] = [2, 3];
const numbers = (bound: number) =>
  fc.array(fc.double({ min: -bound, max: bound, noNaN: true }), { minLength: 6, maxLength: 6 });

/** log π(a|s) from its definition, at coordinate k = s·A + a. */
const logProbability = (logits: readonly number[], k: number): number => {
  const start = k - (k % actions);
  return logits[k] - Math.log(logits.slice(start, start + actions).reduce((sum, x) => sum + Math.exp(x), 0));
};

/** Σ_k c_k log π_k */
const weighted =
  (counts: readonly number[]) =>
  (logits: readonly number[]): number =>
    counts.reduce((sum, c, k) => sum + c * logProbability(logits, k), 0);

it('probabilities are exp log π', () => {
  fc.assert(
    fc.property(numbers(3), (logits) => {
      softmaxProbabilities(logits, { states, actions }).forEach((p, k) => {
        expect(p).toBeCloseTo(Math.exp(logProbability(logits, k)), 14);
      });
    }),
  );
});

it('logits of any size give probabilities that are numbers', () => {
  expect([...softmaxProbabilities([1000, 0, -1000, -5000, -5000, -5000], { states, actions })]).toStrictEqual(
    [1, 0, 0, 1 / 3, 1 / 3, 1 / 3],
  );
});

it('the score of counts is the gradient of Σ c log π, and its curvature the derivative of that', () => {
  fc.assert(
    fc.property(numbers(1), numbers(2), numbers(2), (logits, counts, direction) => {
      fc.pre(Math.hypot(...counts) > 0.1 && Math.hypot(...direction) > 0.1);
      const score = (theta: readonly number[]): Float64Array =>
        scoreOfCounts(softmaxProbabilities(theta, { states, actions }), counts, actions);
      expect(relativeError(score(logits), finiteDifferences(weighted(counts), logits))).toBeLessThan(1e-8);
      const along = logits.map(
        (_, i) => finiteDifferences((s) => score(logits.map((x, j) => x + s[0] * direction[j]))[i], [0])[0],
      );
      const curvature = curvatureOfCounts(
        softmaxProbabilities(logits, { states, actions }),
        counts,
        direction,
        actions,
      );
      curvature.forEach((x, i) => {
        expect(x).toBeCloseTo(along[i], 8);
      });
    }),
    { numRuns: 50 },
  );
});
