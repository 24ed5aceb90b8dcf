import type { Config } from '../config';
import { navigation2d } from './navigation-2d';

/**
 * {@link navigation2d} cut down to what learns visibly within minutes: a smaller network, fewer and
 * larger steps.
 */
export const navigation2dQuick: Config = {
  ...navigation2d,
  iterations: 80,
  policy: { kind: 'gaussian-mlp', hidden: [32, 32], activation: 'tanh', initialLogStd: 0 },
  algorithm: { ...navigation2d.algorithm, metaBatchSize: 10 },
  optimizer: { kind: 'adam', learningRate: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
