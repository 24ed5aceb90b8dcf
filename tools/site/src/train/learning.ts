import { loadMujoco } from '@sgmrl/environments-mujoco';
import { decodeConfig, describeError, problemOf } from '@sgmrl/experiments';
import {
  adaptationPath,
  describeNonFinite,
  initialState,
  iterate,
  planEvaluation,
  type MetaState,
  type Metrics,
  type NonFinite,
  type Problem,
} from '@sgmrl/meta-learning';
import { initializeBackend } from '@sgmrl/policies-tfjs';
import { foldIn, key, type Key } from '@sgmrl/prng';
import { collect, meanReturn, walk } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { drawing, type Draw, type Episode } from '../robots/episode';
import type { Path, Scene } from './scene';
import { configOf, sceneOf, type Settings } from './settings';

/** What a policy does in one task. */
export interface Shown {
  readonly paths: readonly Path[];
  /** Of all trajectories that are drawn for it. */
  readonly meanReturn: number;
  /** One trajectory of a robot. */
  readonly episode?: Episode;
}

/** A task that was put down, before and after adaptation. */
export interface Adapted {
  readonly before: Shown;
  readonly after: Shown;
}

/** What an iteration adds to the curves. */
export interface CurvePoint {
  readonly iteration: number;
  /** Mean return over the meta-batch, without discount, before and after adaptation. */
  readonly before: number;
  readonly after: number;
  /** Of the mean meta-gradient: the signal's share of signal and noise. */
  readonly share: number;
}

/** A training at one moment. */
export interface Learning {
  readonly iteration: number;
  readonly parameters: Vector;
  /** One iteration more. */
  readonly next: () => Promise<E.Either<string, { readonly learning: Learning; readonly point: CurvePoint }>>;
  /** Adapts to the task with these coordinates. The same θ and task give the same pictures. */
  readonly adapt: (coordinates: readonly number[]) => E.Either<string, Adapted>;
}

/** Data of the key from which shown trajectories are drawn: no batch of an adaptation has it. */
const shown = -1;
/** Trajectories that are drawn to show a policy. */
const shownTrajectories = 10;

const messageOf = ({ message }: { readonly message: string }): string => message;

const nothingKnown = { signal: Number.NaN, noise: Number.NaN };

const pointOf = ({ iteration, before, after, gradientStatistics }: Metrics): CurvePoint => {
  const { signal, noise } = gradientStatistics ?? nothingKnown;
  return {
    iteration,
    before: before.undiscounted.mean,
    after: after.undiscounted.mean,
    share: signal / (signal + noise),
  };
};

/** What a task is pictured by. */
interface Pictured {
  readonly scene: Scene;
  readonly draw: Draw | undefined;
}

const show = <Task, State>(
  { tasks, policy }: Problem<Task, State>,
  { scene, draw }: Pictured,
  task: Task,
  parameters: Vector,
  drawn: Key,
): E.Either<string, Shown> =>
  pipe(
    collect(tasks.environment(task), policy)(parameters, shownTrajectories, drawn),
    E.bimap(
      () => 'the policy did what is no finite number',
      (batch) => ({
        paths: scene.paths(batch),
        meanReturn: meanReturn(batch, 1),
        ...(draw && { episode: draw(walk(tasks.environment(task), policy)(parameters, drawn)) }),
      }),
    ),
  );

const adaptTo = <Task, State>(problem: Problem<Task, State>, pictured: Pictured, state: MetaState) => {
  const { innerSteps } = problem.algorithm;
  const [job] = planEvaluation(problem)(state, 1, state.key);
  const path = adaptationPath(problem, innerSteps);
  return (coordinates: readonly number[]): E.Either<string, Adapted> =>
    pipe(
      problem.tasks.task.decode(pictured.scene.task(coordinates)),
      E.mapLeft(() => 'expected a task of this environment, found another'),
      E.chain((task) =>
        pipe(
          path({ ...job, task }),
          E.mapLeft(describeNonFinite),
          E.chain((thetas) => {
            const at = (theta: Vector) => show(problem, pictured, task, theta, foldIn(job.key, shown));
            return pipe(E.Do, E.apS('before', at(thetas[0])), E.apS('after', at(thetas[thetas.length - 1])));
          }),
        ),
      ),
    );
};

const learningAt = <Task, State>(
  problem: Problem<Task, State>,
  pictured: Pictured,
  state: MetaState,
): Learning => ({
  iteration: state.iteration,
  parameters: state.parameters,
  next: async () =>
    pipe(
      await iterate(problem)(state),
      E.bimap(
        (error: NonFinite) => describeNonFinite(error),
        ([next, metrics]) => ({
          learning: learningAt(problem, pictured, next),
          point: pointOf(metrics),
        }),
      ),
    ),
  adapt: adaptTo(problem, pictured, state),
});

/** How the robot of a scene is drawn, if it has one. */
const drawingOf = ({ robot }: Scene): TE.TaskEither<string, Draw | undefined> =>
  robot === undefined
    ? TE.right(undefined)
    : pipe(
        loadMujoco,
        TE.chainEitherK((mujoco) => drawing(mujoco, robot)),
        TE.mapLeft(messageOf),
      );

/** Begins a training as the command would. Left says what cannot be trained, and why. */
export const begin = (settings: Settings): Promise<E.Either<string, Learning>> =>
  pipe(
    TE.Do,
    TE.apS('backend', pipe(initializeBackend, TE.mapLeft(messageOf))),
    TE.apSW('config', TE.fromEither(configOf(settings, 0))),
    TE.chainFirstEitherK(({ config }) => pipe(decodeConfig('settings')(config), E.mapLeft(describeError))),
    TE.bind('pictured', () => {
      const scene = sceneOf(settings.scene);
      return pipe(
        drawingOf(scene),
        TE.map((draw): Pictured => ({ scene, draw })),
      );
    }),
    TE.chain(({ backend, config, pictured }) =>
      pipe(
        problemOf(backend)(config),
        TE.bimap(messageOf, (some) =>
          some((problem) => learningAt(problem, pictured, initialState(problem)(key(config.seed)))),
        ),
      ),
    ),
  )();
