import { scale } from '@sgmrl/vector';
import type { LeafNumbers } from '../leaf';

export const value: LeafNumbers = {
  scoreWeights: ({ trace: { steps, outer }, t }) => {
    const weights = scale(outer.value, steps[t].batch.mask);
    return () => weights;
  },
  readsLambda: false,
  leastTrajectories: 1,
};
