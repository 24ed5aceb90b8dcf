import { mujocoDefault } from '@sgmrl/environments-mujoco';
import type { Config } from '../config';
import { navigation2d } from './navigation-2d';

/**
 * HalfCheetah direction as in the experiments of the SG-MRL authors' program: 40 tasks of 20 + 20
 * trajectories of 200 steps, actions divided by ten (as there in navigation), otherwise as {@link
 * navigation2d}. Hours.
 */
export const halfCheetahDirection: Config = {
  ...navigation2d,
  iterations: 400,
  environment: { ...mujocoDefault('half-cheetah-direction'), actionScale: 0.1 },
  algorithm: { ...navigation2d.algorithm, metaBatchSize: 40 },
};
