import type { Config } from '../config';
import { fourCornersQuick } from './four-corners-quick';
import { sparseNavigation } from './sparse-navigation';

/** {@link sparseNavigation} cut down as {@link fourCornersQuick} is. */
export const sparseNavigationQuick: Config = {
  ...fourCornersQuick,
  environment: sparseNavigation.environment,
  algorithm: { ...fourCornersQuick.algorithm, stepSize: sparseNavigation.algorithm.stepSize },
};
