import {
  CartPoleSpec,
  FourCornersSpec,
  Navigation2dSpec,
  SparseNavigationSpec,
  cartPole,
  fourCorners,
  navigation2d,
  sparseNavigation,
  type PointState,
  type PointTask,
  type TaskDistribution,
} from '@sgmrl/environments';
import { MujocoSpec } from '@sgmrl/environments-mujoco';
import {
  algorithmOf,
  builtIn,
  isTaskAware,
  loadTasks,
  loadVocabulary,
  readRun,
  type ConfiguredModule,
  type ExperimentError,
  type StoredRun,
  type Vocabulary,
} from '@sgmrl/experiments';
import { initializeBackend, type WasmBackendReady } from '@sgmrl/policies-tfjs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { cartPolePictures } from './cart-pole';
import { picturedRobot } from './mujoco';
import { drawnOr, observed, ownPictures } from './own';
import type { Picture, Pictured, Subject } from './picture';
import { pointPictures } from './point';
import { showTasks, type ShownTask } from './show-tasks';

type Pictures = E.Either<ExperimentError, Pictured>;
type Effect = TE.TaskEither<ExperimentError, Pictured>;

const allOf =
  <Shown>(draw: (shown: Shown) => readonly Picture[]) =>
  (shown: Shown): Pictured => ({ pictures: draw(shown) });

const nothing: Pictured = { pictures: [] };

const failure = ({ message }: { readonly message: string }): ExperimentError => ({
  kind: 'execution',
  problem: message,
});

/** Held-out tasks that paths are drawn for, and those that are animated. */
const shownPaths = 4;
const shownAnimations = 2;

const show =
  (backend: WasmBackendReady, vocabulary: Vocabulary, { config, state }: StoredRun) =>
  <Task, State>(
    tasks: TaskDistribution<Task, State>,
    count: number,
    draw: (shown: readonly ShownTask<Task, State>[]) => Pictured,
  ): Pictures => {
    const { policy, seed } = config;
    const { observationNormalisation, learnStepSizes } = config.algorithm;
    const { innerSteps, stepSize, discount, innerWeights, trajectories } = algorithmOf(vocabulary)(
      config.algorithm,
    );
    const algorithm = { stepSize, discount, innerWeights, trajectories };
    return state === undefined
      ? E.right(nothing)
      : pipe(
          vocabulary.policies[policy.kind].build(backend, policy, tasks),
          E.mapLeft(failure),
          E.chainW((built) =>
            showTasks(
              count,
              innerSteps,
            )({
              tasks,
              policy: built,
              algorithm,
              ...(observationNormalisation && { observationNormalisation }),
              ...(learnStepSizes && { learnStepSizes }),
              learned: state,
              seed,
            }),
          ),
          E.map(draw),
        );
  };

/** Of one's own environment: as it draws itself, or what it observes. Those built in give none. */
const ownPicture = (
  showing: ReturnType<typeof show>,
  vocabulary: Vocabulary,
  run: StoredRun,
  subject: Subject,
): Effect => {
  const { environment } = run.config;
  return isTaskAware(environment) || Object.hasOwn(builtIn.environments, environment.kind)
    ? TE.right(nothing)
    : pipe(
        loadTasks(environment, vocabulary),
        TE.mapLeft(failure),
        TE.chainEitherKW((withTasks): Pictures =>
          withTasks((tasks, drawn) =>
            showing(
              tasks,
              shownAnimations,
              drawn === undefined
                ? allOf(observed(subject, tasks))
                : drawnOr(ownPictures(subject, tasks, drawn), observed(subject, tasks)),
            ),
          ),
        ),
      );
};

const picture = (
  backend: WasmBackendReady,
  vocabulary: Vocabulary,
  run: StoredRun,
  subject: Subject,
): Effect => {
  const { environment } = run.config;
  const showing = show(backend, vocabulary, run);
  const walks = (
    plane: { readonly positionHalfWidth: number },
    tasks: TaskDistribution<PointTask, PointState>,
  ): Effect => TE.fromEither(showing(tasks, shownPaths, allOf(pointPictures(plane, subject))));
  if (Navigation2dSpec.is(environment)) return walks(environment, navigation2d(environment));
  if (FourCornersSpec.is(environment)) return walks(environment, fourCorners(environment));
  if (SparseNavigationSpec.is(environment)) return walks(environment, sparseNavigation(environment));
  if (CartPoleSpec.is(environment))
    return TE.fromEither(showing(cartPole(environment), shownAnimations, allOf(cartPolePictures(subject))));
  return MujocoSpec.is(environment)
    ? pipe(
        picturedRobot(environment),
        TE.mapLeft(failure),
        TE.chainEitherKW((robot): Pictures =>
          robot(({ tasks, draw }) => showing(tasks, shownAnimations, allOf(draw(subject)))),
        ),
      )
    : ownPicture(showing, vocabulary, run, subject);
};

/** What one's own words throw, as a value. */
const attempted = (effect: Effect): Effect =>
  pipe(
    TE.tryCatch(effect, (error) =>
      failure({ message: error instanceof Error ? error.message : String(error) }),
    ),
    TE.chainEitherKW((pictures) => pictures),
  );

/**
 * What the policy in a run's checkpoint does on held-out tasks, before and after inner steps: the
 * same pictures for the same checkpoint. Built-in environments that nobody has drawn give none.
 */
export const picturesOf = (
  directory: string,
  subject: Subject,
  modules: readonly ConfiguredModule[] = [],
): Effect =>
  pipe(
    TE.Do,
    TE.apS('run', readRun(directory, modules)),
    TE.apSW('backend', pipe(initializeBackend, TE.mapLeft(failure))),
    TE.bindW('vocabulary', ({ run }) => loadVocabulary(run.config.with)),
    TE.chain(({ run, backend, vocabulary }) => attempted(picture(backend, vocabulary, run, subject))),
  );
