import type { Config } from '../config';
import { halfCheetahDirection } from './half-cheetah-direction';

/**
 * {@link halfCheetahDirection} cut down to what learns visibly in a quarter of an hour on two
 * cores: fewer and shorter episodes, a smaller network. Larger steps and actions make up for the
 * fewer iterations.
 */
export const halfCheetahDirectionQuick: Config = {
  ...halfCheetahDirection,
  iterations: 150,
  environment: { kind: 'half-cheetah-direction', horizon: 100, actionScale: 0.3 },
  policy: { kind: 'gaussian-mlp', hidden: [32, 32], activation: 'tanh', initialLogStd: 0 },
  algorithm: { ...halfCheetahDirection.algorithm, metaBatchSize: 10, stepSize: 1 },
  optimizer: { kind: 'adam', learningRate: 0.005, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
