import type { TaskDistribution } from '@sgmrl/environments';
import {
  antDirection,
  antGoal,
  halfCheetahDirection,
  halfCheetahVelocity,
  loadMujoco,
  hopperParams,
  hopperVelocity,
  walker2dParams,
  type ParamsTask,
  stickFigure,
  swimmerVelocity,
  walker2dVelocity,
  type DirectionTask,
  type GoalTask,
  type Mujoco,
  type MujocoError,
  type MujocoSpec,
  type RobotState,
  type VelocityTask,
} from '@sgmrl/environments-mujoco';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { animated } from './animated';
import type { Picture, Subject } from './picture';
import type { ShownTask } from './show-tasks';

/** Tasks of one robot, and how to picture what it does. */
export interface PicturedRobot<Task, State> {
  readonly tasks: TaskDistribution<Task, State>;
  readonly draw: (subject: Subject) => (shown: readonly ShownTask<Task, State>[]) => readonly Picture[];
}

/**
 * What can be done with a robot, whatever its tasks and states: ∃ Task, State. PicturedRobot<Task,
 * State>.
 */
export type SomePicturedRobot = <R>(use: <Task, State>(robot: PicturedRobot<Task, State>) => R) => R;

const signed = (x: number): string => x.toFixed(2).replace('-', '−');

const inDirection = ({ direction }: DirectionTask): string => (direction > 0 ? 'forward' : 'backward');
const atVelocity = ({ velocity }: VelocityTask): string => `${signed(velocity)} m/s`;
const toGoal = ({ goal }: GoalTask): string => `goal (${goal.map(signed).join(', ')}) m`;
const withFigures = ({ masses }: ParamsTask): string => `masses × ${masses.map(signed).join(', ')}`;

type Picturing = (mujoco: Mujoco) => E.Either<MujocoError, SomePicturedRobot>;

const robot =
  <Task, State extends RobotState>(
    kind: MujocoSpec['kind'],
    secondsPerStep: number,
    nameOfTask: (task: Task) => string,
    tasks: (mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<Task, State>>,
  ): Picturing =>
  (mujoco) =>
    pipe(
      E.Do,
      E.apS('built', tasks(mujoco)),
      E.apS('figure', stickFigure(kind)(mujoco)),
      E.map(
        ({ built, figure }): SomePicturedRobot =>
          (use) =>
            use<Task, State>({
              tasks: built,
              draw: (subject) => animated(subject, secondsPerStep, () => figure, nameOfTask),
            }),
      ),
    );

const robotOf = (spec: MujocoSpec): Picturing => {
  switch (spec.kind) {
    case 'half-cheetah-direction':
      return robot(spec.kind, 0.05, inDirection, halfCheetahDirection(spec));
    case 'half-cheetah-velocity':
      return robot(spec.kind, 0.05, atVelocity, halfCheetahVelocity(spec));
    case 'walker2d-velocity':
      return robot(spec.kind, 0.008, atVelocity, walker2dVelocity(spec));
    case 'hopper-velocity':
      return robot(spec.kind, 0.008, atVelocity, hopperVelocity(spec));
    case 'walker2d-params':
      return robot(spec.kind, 0.008, withFigures, walker2dParams(spec));
    case 'hopper-params':
      return robot(spec.kind, 0.008, withFigures, hopperParams(spec));
    case 'swimmer-velocity':
      return robot(spec.kind, 0.04, atVelocity, swimmerVelocity(spec));
    case 'ant-direction':
      return robot(spec.kind, 0.05, inDirection, antDirection(spec));
    case 'ant-goal':
      return robot(spec.kind, 0.05, toGoal, antGoal(spec));
  }
};

/** Starts MuJoCo for the robot of a spec. */
export const picturedRobot = (spec: MujocoSpec): TE.TaskEither<MujocoError, SomePicturedRobot> =>
  pipe(loadMujoco, TE.chainEitherKW(robotOf(spec)));
