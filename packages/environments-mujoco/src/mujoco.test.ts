import * as E from 'fp-ts/lib/Either.js';
import { halfCheetahModel } from './models/half-cheetah';
import { loadMujoco } from './mujoco';
import { rightOf } from './testing/engine';

describe('loadMujoco', () => {
  it('may run more than once: engines have nothing in common', async () => {
    const [one, other] = [rightOf(await loadMujoco()), rightOf(await loadMujoco())];
    expect(rightOf(one.simulator(halfCheetahModel))).not.toBe(rightOf(other.simulator(halfCheetahModel)));
  });

  it('builds one simulator a model', async () => {
    const { simulator } = rightOf(await loadMujoco());
    expect(simulator(halfCheetahModel)).toBe(simulator(halfCheetahModel));
  });

  it('names a model that MuJoCo refuses, and why', async () => {
    const { simulator } = rightOf(await loadMujoco());
    const lame = { ...halfCheetahModel, name: 'lame', motors: [{ joint: 'knee', gear: 1 }] };
    const refused = simulator(lame);
    expect(refused).toEqual(
      E.left({
        _tag: 'InvalidModel',
        message: expect.stringMatching(/^expected a model that MuJoCo can simulate, but of "lame" .*knee/s),
      }),
    );
  });
});
