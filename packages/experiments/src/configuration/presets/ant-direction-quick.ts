import type { Config } from '../config';
import { halfCheetahDirectionQuick } from './half-cheetah-direction-quick';

/**
 * An ant forward or backward, otherwise as {@link halfCheetahDirectionQuick}; its physics takes
 * seven times as long.
 */
export const antDirectionQuick: Config = {
  ...halfCheetahDirectionQuick,
  environment: { kind: 'ant-direction', horizon: 50, actionScale: 0.3 },
};
