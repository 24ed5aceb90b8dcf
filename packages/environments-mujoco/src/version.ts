import { dependencies } from '../package.json';

/** The version of MuJoCo that the robots are simulated by. */
export const mujocoVersion: string = dependencies['@mujoco/mujoco'];
