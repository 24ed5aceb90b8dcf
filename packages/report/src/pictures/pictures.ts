import { cartPole, navigation2d, type TaskDistribution } from '@sgmrl/environments';
import { isMujocoSpec } from '@sgmrl/environments-mujoco';
import { readRun, type ExperimentError, type StoredRun } from '@sgmrl/experiments';
import { fromSpec, initializeBackend, type WasmBackendReady } from '@sgmrl/policies';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { cartPolePictures } from './cart-pole';
import { picturedRobot } from './mujoco';
import { navigationPictures } from './navigation-2d';
import type { Picture, Subject } from './picture';
import { showTasks, type ShownTask } from './show-tasks';

type Pictures = E.Either<ExperimentError, readonly Picture[]>;
type Effect = TE.TaskEither<ExperimentError, readonly Picture[]>;

const failure = ({ message }: { readonly message: string }): ExperimentError => ({
  kind: 'execution',
  problem: message,
});

/** Held-out tasks that paths are drawn for, and those that are animated. */
const shownPaths = 4;
const shownAnimations = 2;

const show =
  (backend: WasmBackendReady, { config: { policy, algorithm, seed }, state }: StoredRun) =>
  <Task, State>(
    tasks: TaskDistribution<Task, State>,
    count: number,
    draw: (shown: readonly ShownTask<Task, State>[]) => readonly Picture[],
  ): Pictures =>
    state === undefined
      ? E.right([])
      : pipe(
          fromSpec(backend)(policy, tasks),
          E.mapLeft(failure),
          E.chainW((built) =>
            showTasks(count, algorithm.innerSteps)({ tasks, policy: built, algorithm, learned: state, seed }),
          ),
          E.map(draw),
        );

const picture = (backend: WasmBackendReady, run: StoredRun, subject: Subject): Effect => {
  const { environment } = run.config;
  const showing = show(backend, run);
  if (environment.kind === 'navigation-2d')
    return TE.fromEither(
      showing(navigation2d(environment), shownPaths, navigationPictures(environment, subject)),
    );
  if (environment.kind === 'cart-pole')
    return TE.fromEither(showing(cartPole(environment), shownAnimations, cartPolePictures(subject)));
  return environment.kind !== 'task-aware' && isMujocoSpec(environment)
    ? pipe(
        picturedRobot(environment),
        TE.mapLeft(failure),
        TE.chainEitherKW((robot): Pictures =>
          robot(({ tasks, draw }) => showing(tasks, shownAnimations, draw(subject))),
        ),
      )
    : TE.right([]);
};

/**
 * What the policy in a run's checkpoint does on held-out tasks, before and after inner steps: the same pictures for the same
 * checkpoint. Environments that nobody has drawn give none.
 */
export const picturesOf = (directory: string, subject: Subject): Effect =>
  pipe(
    TE.Do,
    TE.apS('run', readRun(directory)),
    TE.apSW('backend', pipe(initializeBackend, TE.mapLeft(failure))),
    TE.chain(({ run, backend }) => picture(backend, run, subject)),
  );
