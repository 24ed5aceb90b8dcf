import type { Environment, TaskDistribution } from '@sgmrl/environments';
import {
  HalfCheetahDirectionSpec,
  halfCheetahDirection,
  halfCheetahModel,
  loadMujoco,
  type DirectionTask,
  type RobotState,
} from '@sgmrl/environments-mujoco';
import { algorithmOf, builtIn, optimizerOf, type Config } from '@sgmrl/experiments';
import {
  adaptationPath,
  ascent,
  describeNonFinite,
  initialState,
  planEvaluation,
} from '@sgmrl/meta-learning';
import { initializeBackend } from '@sgmrl/policies-tfjs';
import { foldIn, key, type Key } from '@sgmrl/prng';
import { walk } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { directions, type Choice } from './choice';
import { drawing, type Episode } from './episode';
import { trainedConfig, trainedParameters } from './trained';

/** The policies that are shown. */
export type Shown = 'untrained' | 'trained' | 'adapted';

/** What the robot does in a task, with the same random numbers under each policy. */
export interface Showing {
  readonly episodes: Readonly<Record<Shown, Episode>>;
  /** θ after one inner step from the trained parameters. */
  readonly adapted: Vector;
}

/** A robot that can be sent somewhere. */
export interface Cheetah {
  /** Time steps of an adaptation: N trajectories of H steps. */
  readonly timesteps: number;
  /** Adapts and shows. `onStep` is told of each time step of the adaptation. */
  readonly show: (choice: Choice, onStep: () => void) => E.Either<string, Showing>;
}

/** Data of the key from which shown trajectories are drawn: no batch of an adaptation has it. */
const shown = -1;

const messageOf = ({ message }: { readonly message: string }): string => message;

const specOf = ({ environment }: Config): HalfCheetahDirectionSpec => {
  if (HalfCheetahDirectionSpec.is(environment)) return environment;
  throw new RangeError(`expected half-cheetah-direction, found ${environment.kind}`);
};

/** The same tasks, where each step is told. */
const told = <Task>(
  tasks: TaskDistribution<Task, RobotState>,
  onStep: () => void,
): TaskDistribution<Task, RobotState> => ({
  ...tasks,
  environment: (task): Environment<RobotState> => {
    const environment = tasks.environment(task);
    return {
      ...environment,
      step: (...step) => {
        onStep();
        return environment.step(...step);
      },
    };
  },
});

/** Starts MuJoCo, and the policy that was trained. Left says what cannot be had here. */
export const loadCheetah: TE.TaskEither<string, Cheetah> = pipe(
  TE.Do,
  TE.apS('backend', initializeBackend),
  TE.apSW('mujoco', loadMujoco),
  TE.bindW('tasks', ({ mujoco }) => TE.fromEither(halfCheetahDirection(specOf(trainedConfig))(mujoco))),
  TE.bindW('draw', ({ mujoco }) => TE.fromEither(drawing(mujoco, halfCheetahModel))),
  TE.bindW('policy', ({ backend, tasks }) =>
    TE.fromEither(builtIn.policies[trainedConfig.policy.kind].build(backend, trainedConfig.policy, tasks)),
  ),
  TE.bimap(messageOf, ({ tasks, draw, policy }): Cheetah => {
    const algorithm = algorithmOf(builtIn)(trainedConfig.algorithm);
    const update = ascent(optimizerOf(builtIn.optimizers)(trainedConfig.optimizer));
    const untrained = initialState({ tasks, policy, update })(key(trainedConfig.seed)).parameters;
    const episode = (task: DirectionTask, parameters: Vector, drawn: Key): Episode =>
      draw(walk(tasks.environment(task), policy)(parameters, drawn));
    return {
      timesteps: algorithm.trajectories * tasks.horizon,
      show: ({ direction, seed }, onStep) => {
        const task = { direction: directions[direction] };
        const [job] = planEvaluation({ tasks })({ parameters: trainedParameters }, 1, key(seed));
        const drawn = foldIn(job.key, shown);
        return pipe(
          adaptationPath({ tasks: told(tasks, onStep), policy, algorithm }, 1)({ ...job, task }),
          E.bimap(describeNonFinite, ([trained, adapted]) => ({
            episodes: {
              untrained: episode(task, untrained, drawn),
              trained: episode(task, trained, drawn),
              adapted: episode(task, adapted, drawn),
            },
            adapted,
          })),
        );
      },
    };
  }),
);
