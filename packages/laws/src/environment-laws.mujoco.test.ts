import {
  fromMujocoSpec,
  loadMujoco,
  mujocoDefault,
  mujocoKinds,
  type Mujoco,
} from '@sgmrl/environments-mujoco';
import * as E from 'fp-ts/lib/Either.js';
import { environmentLaws } from './environment-laws';
import { checkLaws } from './law';

let mujoco: Mujoco;
beforeAll(async () => {
  const loaded = await loadMujoco();
  if (E.isLeft(loaded)) throw new Error(loaded.left.message);
  mujoco = loaded.right;
});

it.each(mujocoKinds)('the environment laws hold for %s', (kind) => {
  const tasks = fromMujocoSpec({ ...mujocoDefault(kind), horizon: 12 })(mujoco);
  if (E.isLeft(tasks)) throw new Error(tasks.left.message);
  expect(checkLaws(tasks.right(environmentLaws), { runs: 10 })).toEqual(E.right(undefined));
});
