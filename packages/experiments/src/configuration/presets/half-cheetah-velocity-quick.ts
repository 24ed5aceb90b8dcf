import { mujocoDefault } from '@sgmrl/environments-mujoco';
import type { Config } from '../config';
import { halfCheetahDirectionQuick } from './half-cheetah-direction-quick';

/** A cheetah at a speed to be found out, otherwise as {@link halfCheetahDirectionQuick}. */
export const halfCheetahVelocityQuick: Config = {
  ...halfCheetahDirectionQuick,
  environment: { ...mujocoDefault('half-cheetah-velocity'), horizon: 100, actionScale: 0.3 },
};
