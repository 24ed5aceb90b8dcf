import type { Config } from '../config';
import { halfCheetahDirection } from './half-cheetah-direction';

/** {@link halfCheetahDirection} cut down to what learns visibly in a quarter of an hour: shorter, fewer, larger steps. */
export const halfCheetahDirectionQuick: Config = {
  ...halfCheetahDirection,
  iterations: 100,
  environment: { kind: 'half-cheetah-direction', horizon: 100, actionScale: 1 },
  policy: { kind: 'gaussian-mlp', hidden: [64, 64], activation: 'tanh', initialLogStd: 0 },
  algorithm: { ...halfCheetahDirection.algorithm, metaBatchSize: 10 },
  optimizer: { kind: 'adam', learningRate: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
