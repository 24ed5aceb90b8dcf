import { defaultSpec } from '@sgmrl/environments';
import type { Config } from '../config';
import { fourCornersQuick } from './four-corners-quick';

/** {@link fourCornersQuick} in the plane of `sparse-navigation`. */
export const sparseNavigationQuick: Config = {
  ...fourCornersQuick,
  environment: defaultSpec('sparse-navigation'),
};
