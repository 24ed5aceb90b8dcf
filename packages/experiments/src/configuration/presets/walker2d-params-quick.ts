import { mujocoDefault } from '@sgmrl/environments-mujoco';
import type { Config } from '../config';
import { halfCheetahDirectionQuick } from './half-cheetah-direction-quick';

/** A walker whose body is to be found out, otherwise as {@link halfCheetahDirectionQuick}. */
export const walker2dParamsQuick: Config = {
  ...halfCheetahDirectionQuick,
  environment: { ...mujocoDefault('walker2d-params'), horizon: 100, actionScale: 0.3 },
};
