import type { Environment } from '@sgmrl/environments';
import {
  halfCheetahDirection,
  halfCheetahDirectionDefault,
  loadMujoco,
  type RobotState,
} from '@sgmrl/environments-mujoco';
import { fromPolicySpec, initializeBackend } from '@sgmrl/policies-tfjs';
import { key } from '@sgmrl/prng';
import { collect } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

const rightOf = <A>(either: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(either)) throw new Error(either.left.message);
  return either.right;
};

/** The same, but something kicks the robot at a step. */
const kickedAt = (h: number, environment: Environment<RobotState>): Environment<RobotState> => ({
  ...environment,
  step: (state, action, stepKey) =>
    environment.step(
      state.step === h ? { ...state, velocities: Array.from(state.velocities, () => 1e12) } : state,
      action,
      stepKey,
    ),
});

it('a physics that comes apart ends the rollout, with trajectory and step', async () => {
  const tasks = rightOf(
    await TE.chainEitherK(halfCheetahDirection(halfCheetahDirectionDefault))(loadMujoco)(),
  );
  const backend = rightOf(await initializeBackend());
  const spec = { kind: 'gaussian-mlp', hidden: [4], activation: 'tanh', initialLogStd: 0 } as const;
  const policy = rightOf(fromPolicySpec(backend)(spec, tasks));
  const environment = kickedAt(7, tasks.environment({ direction: 1 }));
  expect(collect(environment, policy)(policy.initialize(key(0)), 3, key(1))).toEqual(
    E.left({ kind: 'non-finite-rollout', what: 'reward', trajectory: 0, step: 7, found: Number.NaN }),
  );
});
