import type { Config } from '../config';
import { fourCorners } from './four-corners';

/**
 * {@link fourCorners} cut down to what learns visibly within minutes: a smaller network, fewer and
 * larger steps.
 */
export const fourCornersQuick: Config = {
  ...fourCorners,
  iterations: 100,
  policy: { kind: 'gaussian-mlp', hidden: [32, 32], activation: 'tanh', initialLogStd: 0 },
  algorithm: { ...fourCorners.algorithm, metaBatchSize: 16 },
  optimizer: { kind: 'adam', learningRate: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
