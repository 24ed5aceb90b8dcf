import { proMp } from '../algorithms';
import type { Config } from '../config';
import { navigation2dTrpo } from './navigation-2d-trpo';

/**
 * {@link navigation2dTrpo} with the outer update of Rothfuss et al. (arXiv:1810.06784) and the
 * settings of their program.
 */
export const navigation2dProMp: Config = {
  ...navigation2dTrpo,
  algorithm: { ...navigation2dTrpo.algorithm, ...proMp },
  optimizer: { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
};
