import { mujocoDefault } from '@sgmrl/environments-mujoco';
import type { Config } from '../config';
import { halfCheetahDirectionQuick } from './half-cheetah-direction-quick';

/** A walker at a moderate speed to be found out, otherwise as {@link halfCheetahDirectionQuick}. */
export const walker2dVelocityQuick: Config = {
  ...halfCheetahDirectionQuick,
  environment: {
    ...mujocoDefault('walker2d-velocity'),
    horizon: 100,
    actionScale: 0.3,
    velocity: { low: 0, high: 2 },
  },
};
