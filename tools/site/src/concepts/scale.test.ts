import { fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
import { angle, exactGradient, meanGradient } from './scale';

it('without a baseline the mean is the gradient', () => {
  const mean = meanGradient(rewardToGo, 4);
  mean.forEach((x, i) => {
    expect(x).toBeCloseTo(exactGradient[i], 12);
  });
});

it('a baseline that is the mean of the batch shortens it by 1 − 1/M', () => {
  for (const size of [2, 8]) {
    meanGradient(fromWeightsSpec({ kind: 'scaled-advantage', lambda: 1, scale: 2 }), size).forEach((x, i) => {
      // But for the ridge of the baseline's least squares.
      expect(x / (2 * (1 - 1 / size) * exactGradient[i])).toBeCloseTo(1, 4);
    });
  }
});

it('two pulls whose deviation divides them leave the sign of the difference', () => {
  // Of two different arms the better one has advantage 1 and the worse one −1, over M = 2.
  const likelihoods = [1, 0, -1].map(Math.exp);
  const total = likelihoods.reduce((sum, x) => sum + x, 0);
  const p = likelihoods.map((x) => x / total);
  const mean = [p[0] * -(p[1] + p[2]), p[1] * (p[0] - p[2]), p[2] * (p[0] + p[1])];
  const found = meanGradient(fromWeightsSpec({ kind: 'normalised-advantage', lambda: 1 }), 2);
  found.forEach((x, i) => {
    expect(x / mean[i]).toBeCloseTo(found[0] / mean[0], 4);
  });
  expect(angle(fromWeightsSpec({ kind: 'normalised-advantage', lambda: 1 }), 2)).toBeGreaterThan(20);
});
