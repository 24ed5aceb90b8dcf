import { mujocoDefault } from '@sgmrl/environments-mujoco';
import type { Config } from '../config';
import { halfCheetahDirectionQuick } from './half-cheetah-direction-quick';

/** A hopper whose body is to be found out, otherwise as {@link halfCheetahDirectionQuick}. */
export const hopperParamsQuick: Config = {
  ...halfCheetahDirectionQuick,
  environment: { ...mujocoDefault('hopper-params'), horizon: 100, actionScale: 0.3 },
};
