import { mujocoDefault } from '@sgmrl/environments-mujoco';
import type { Config } from '../config';
import { halfCheetahDirectionQuick } from './half-cheetah-direction-quick';

/** A hopper at a moderate speed to be found out, otherwise as {@link halfCheetahDirectionQuick}. */
export const hopperVelocityQuick: Config = {
  ...halfCheetahDirectionQuick,
  environment: {
    ...mujocoDefault('hopper-velocity'),
    horizon: 100,
    actionScale: 0.3,
    velocity: { low: 0, high: 2 },
  },
};
