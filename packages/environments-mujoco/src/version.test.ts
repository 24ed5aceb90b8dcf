import loadModule from '@mujoco/mujoco';
import { mujocoVersion } from './version';

it('is the version that MuJoCo itself gives', async () => {
  const { mj_versionString: versionString } = await loadModule();
  expect(versionString()).toBe(mujocoVersion);
});
