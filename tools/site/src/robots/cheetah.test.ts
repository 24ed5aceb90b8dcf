import { HalfCheetahDirectionSpec, halfCheetahDirection, loadMujoco } from '@sgmrl/environments-mujoco';
import { algorithmOf, builtIn } from '@sgmrl/experiments';
import { adapt, innerStep } from '@sgmrl/estimators';
import { planEvaluation } from '@sgmrl/meta-learning';
import { initializeBackend } from '@sgmrl/policies-tfjs';
import { foldIn, key } from '@sgmrl/prng';
import { collect, meanReturn } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { loadCheetah, type Cheetah } from './cheetah';
import type { Direction } from './choice';
import type { Episode } from './episode';
import { trainedConfig, trainedParameters } from './trained';

const orThrow = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

const ignore = (): void => undefined;
const returnOf = ({ returns }: Episode): number => returns[returns.length - 1];
/** x of the middle of the torso, the first rod. */
const placeOf = ({ rods, radii, returns }: Episode, moment: number): number => {
  const offset = 6 * radii.length * moment;
  expect(rods).toHaveLength(6 * radii.length * returns.length);
  return (rods[offset] + rods[offset + 3]) / 2;
};

let cheetah: Cheetah;
beforeAll(async () => {
  cheetah = orThrow(await loadCheetah());
});

it('adapts by one inner step on a batch, and shows what is drawn after it', async () => {
  const spec = trainedConfig.environment;
  if (!HalfCheetahDirectionSpec.is(spec)) throw new Error('expected the cheetah');
  const tasks = orThrow(halfCheetahDirection(spec)(orThrow(await loadMujoco())));
  const backend = orThrow(await initializeBackend());
  const policy = orThrow(builtIn.policies['gaussian-mlp'].build(backend, trainedConfig.policy, tasks));
  const algorithm = algorithmOf(builtIn)(trainedConfig.algorithm);

  const environment = tasks.environment({ direction: -1 });
  const [job] = planEvaluation({ tasks })({ parameters: trainedParameters }, 1, key(3));
  const draw = collect(environment, policy);
  const batch = orThrow(draw(trainedParameters, algorithm.trajectories, foldIn(job.key, 0)));
  const adapted = adapt(policy, algorithm)(innerStep(algorithm)(trainedParameters, batch));

  let steps = 0;
  const shown = orThrow(
    cheetah.show({ direction: 'backwards', seed: 3 }, () => {
      steps += 1;
    }),
  );
  expect(steps).toBe(cheetah.timesteps);
  expect(shown.adapted).toEqual(adapted);
  expect(returnOf(shown.episodes.adapted)).toBe(
    meanReturn(orThrow(draw(adapted, 1, foldIn(job.key, -1))), 1),
  );
});

it.each<readonly [Direction, 1 | -1]>([
  ['forwards', 1],
  ['backwards', -1],
])('runs %s after one inner step, and farther than before', (direction, sign) => {
  const { episodes } = orThrow(cheetah.show({ direction, seed: 1 }, ignore));
  const { untrained, trained, adapted } = episodes;
  expect(untrained.returns).toHaveLength(101);
  expect(Math.abs(returnOf(untrained))).toBeLessThan(50);
  expect(returnOf(adapted)).toBeGreaterThan(Math.max(returnOf(untrained), returnOf(trained)) + 50);
  // 50 of return are more than 2 m that way.
  expect(sign * (placeOf(adapted, 100) - placeOf(adapted, 0))).toBeGreaterThan(2);
});
