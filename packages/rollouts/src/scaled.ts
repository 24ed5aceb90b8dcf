import { scale } from '@sgmrl/vector';
import type { StepWeights, Weighting } from './weighting';

/**
 * s times the weights.
 *
 * @param scaleOf gives s, above 0; asked when weights are to be made, since it may not be known
 * before.
 */
export const scaled = (scaleOf: () => number, weighting: Weighting): Weighting => {
  const { leaveOneOut } = weighting;
  return {
    ...weighting,
    fit: (discount) => {
      const [s, fitTo] = [scaleOf(), weighting.fit(discount)];
      return (reference) => {
        const weigh = fitTo(reference);
        return (batch) => times(s, weigh(batch));
      };
    },
    ...(leaveOneOut && {
      leaveOneOut: (discount) => {
        const [s, leaveOut] = [scaleOf(), leaveOneOut(discount)];
        return (batch) => {
          const weigh = leaveOut(batch);
          return (n) => times(s, weigh(n));
        };
      },
    }),
  };
};

const times = (s: number, weights: StepWeights): StepWeights => ({
  values: scale(s, weights.values),
  scale: s * weights.scale,
  decay: weights.decay,
});
