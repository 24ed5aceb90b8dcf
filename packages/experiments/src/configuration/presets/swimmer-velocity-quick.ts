import { mujocoDefault } from '@sgmrl/environments-mujoco';
import type { Config } from '../config';
import { halfCheetahDirectionQuick } from './half-cheetah-direction-quick';

/** A swimmer at a speed to be found out, otherwise as {@link halfCheetahDirectionQuick}. */
export const swimmerVelocityQuick: Config = {
  ...halfCheetahDirectionQuick,
  environment: { ...mujocoDefault('swimmer-velocity'), horizon: 100 },
};
