import { defaultSpec } from '@sgmrl/environments';
import type { Config } from '../config';
import { fourCorners } from './four-corners';

/**
 * {@link fourCorners} in the plane of Rakelly et al. (arXiv:1903.08254): episodes of 20 steps, the
 * goal on a half circle, shorter inner steps.
 */
export const sparseNavigation: Config = {
  ...fourCorners,
  environment: defaultSpec('sparse-navigation'),
  algorithm: { ...fourCorners.algorithm, stepSize: 0.1 },
};
