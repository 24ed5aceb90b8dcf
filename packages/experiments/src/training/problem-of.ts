import type { SomeTaskDistribution } from '@sgmrl/environments';
import { outerUpdateOf, type Problem } from '@sgmrl/meta-learning';
import type { Policy } from '@sgmrl/policies';
import type { WasmBackendReady } from '@sgmrl/policies-tfjs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { thrownWhere } from '../errors/thrown';
import { algorithmOf } from '../vocabulary/algorithm-of';
import { loadTasks } from '../vocabulary/load-tasks';
import { optimizerOf } from '../vocabulary/optimizer-chain';
import type { Vocabulary } from '../vocabulary/vocabulary';

/** A problem whose task and state types are its own business. */
export type SomeProblem = <R>(use: <Task, State>(problem: Problem<Task, State>) => R) => R;

interface Failure {
  readonly message: string;
  /** Whether what a module gave cannot be used. */
  readonly ofModule?: true;
}

/** What is built of words of one's own may throw. */
const attempt = <A>(what: string, effect: () => A): E.Either<Failure, A> =>
  E.tryCatch(effect, (error) => ({ message: `${what}: ${thrownWhere(error)}`, ofModule: true }));

const policyOf = (
  backend: WasmBackendReady,
  { policies }: Vocabulary,
  { policy }: Config,
  tasks: SomeTaskDistribution,
): E.Either<Failure, Policy> =>
  pipe(
    attempt(`policy ${policy.kind}`, () =>
      tasks((distribution) => policies[policy.kind].build(backend, policy, distribution)),
    ),
    E.chain(E.mapLeft(({ message }): Failure => ({ message, ofModule: true }))),
  );

/** The problem that a configuration describes in some words. */
export const problemOf =
  (backend: WasmBackendReady, vocabulary: Vocabulary) =>
  (config: Config): TE.TaskEither<Failure, SomeProblem> => {
    const { outerUpdate, observationNormalisation, learnStepSizes } = config.algorithm;
    return pipe(
      TE.Do,
      TE.apS('tasks', loadTasks(config.environment, vocabulary)),
      TE.bind('policy', ({ tasks }) => TE.fromEither(policyOf(backend, vocabulary, config, tasks))),
      TE.bind('update', () =>
        TE.fromEither(
          attempt('outer update', () =>
            outerUpdateOf(vocabulary.outerUpdates)(
              outerUpdate,
              optimizerOf(vocabulary.optimizers)(config.optimizer),
            ),
          ),
        ),
      ),
      TE.bind('algorithm', () =>
        TE.fromEither(attempt('weights', () => algorithmOf(vocabulary)(config.algorithm))),
      ),
      TE.map(({ tasks, policy, update, algorithm }): SomeProblem => {
        const how = {
          algorithm,
          update,
          ...(observationNormalisation && { observationNormalisation }),
          ...(learnStepSizes && { learnStepSizes }),
        };
        return (use) => tasks((distribution) => use({ tasks: distribution, policy, ...how }));
      }),
    );
  };
