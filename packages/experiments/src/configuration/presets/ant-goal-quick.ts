import { mujocoDefault } from '@sgmrl/environments-mujoco';
import type { Config } from '../config';
import { halfCheetahDirectionQuick } from './half-cheetah-direction-quick';

/** An ant to a goal to be found out, otherwise as {@link halfCheetahDirectionQuick}. */
export const antGoalQuick: Config = {
  ...halfCheetahDirectionQuick,
  environment: { ...mujocoDefault('ant-goal'), horizon: 50, actionScale: 0.3 },
};
