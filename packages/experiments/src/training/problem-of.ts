import type { SomeTaskDistribution } from '@sgmrl/environments';
import type { Algorithm } from '@sgmrl/estimators';
import { ascent, outerUpdateOf, type OuterUpdate, type Problem } from '@sgmrl/meta-learning';
import type { OptimizerState } from '@sgmrl/optimizers';
import type { Policy } from '@sgmrl/policies';
import type { WasmBackendReady } from '@sgmrl/policies-tfjs';
import { key } from '@sgmrl/prng';
import { zeros } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { thrownWhere, ToldError } from '../errors/thrown';
import { algorithmOf } from '../vocabulary/algorithm-of';
import { builtIn } from '../vocabulary/built-in';
import { isTaskAware } from '../vocabulary/environment-spec';
import { loadTasks } from '../vocabulary/load-tasks';
import { linksOf, optimizerOf } from '../vocabulary/optimizer-chain';
import type { Vocabulary } from '../vocabulary/vocabulary';
import { weightsOf } from '../vocabulary/weights-spec';

/** A problem whose task and state types are its own business. */
export type SomeProblem = <R>(use: <Task, State>(problem: Problem<Task, State>) => R) => R;

/** A word of a vocabulary. */
interface Word {
  /** The part of the vocabulary that has it. */
  readonly section: 'environments' | 'policies' | 'outerUpdates' | 'optimizers' | 'weights';
  /** As configurations name it. */
  readonly name: string;
}

/** Why a configuration gives no problem. */
export interface ProblemError {
  /** For a person. */
  readonly message: string;
  /** The word of the vocabulary that gave what cannot be used. */
  readonly of?: Word;
}

const nouns = {
  environments: 'environment',
  policies: 'policy',
  outerUpdates: 'outer update',
  optimizers: 'optimizer',
  weights: 'weights',
} as const satisfies Readonly<Record<Word['section'], string>>;

/** What is built of a word of one's own may throw; the error of a guard names the word itself. */
const attempt = <A>(of: Word, effect: () => A): E.Either<ProblemError, A> =>
  E.tryCatch(effect, (error) => {
    const text = thrownWhere(error);
    return { message: error instanceof ToldError ? text : `${nouns[of.section]} ${of.name}: ${text}`, of };
  });

/**
 * What a word of one's own is built into is tried once, so that no run begins that cannot go on.
 */
const tried = <A>(of: Word, build: () => A, use: (built: A) => unknown): E.Either<ProblemError, A> =>
  attempt(of, () => {
    const built = build();
    if (!Object.hasOwn(builtIn[of.section], of.name)) use(built);
    return built;
  });

const tasksOf = (
  vocabulary: Vocabulary,
  { environment }: Config,
): TE.TaskEither<ProblemError, SomeTaskDistribution> =>
  pipe(
    loadTasks(environment, vocabulary),
    TE.chainEitherK((tasks) =>
      tried(
        {
          section: 'environments',
          name: isTaskAware(environment) ? environment.environment.kind : environment.kind,
        },
        () => tasks,
        (some) =>
          some((distribution) => {
            const first = distribution.environment(distribution.sample(key(0)));
            return first.observe(first.reset(key(0)));
          }),
      ),
    ),
  );

const policyOf = (
  backend: WasmBackendReady,
  { policies }: Vocabulary,
  { policy }: Config,
  tasks: SomeTaskDistribution,
): E.Either<ProblemError, Policy> => {
  const of: Word = { section: 'policies', name: policy.kind };
  return pipe(
    tried(
      of,
      () => tasks((distribution) => policies[policy.kind].build(backend, policy, distribution)),
      E.map((built) => built.initialize(key(0))),
    ),
    E.chain(E.mapLeft(({ message }): ProblemError => ({ message, of }))),
  );
};

type Memories = Pick<OuterUpdate<OptimizerState>, 'init'>;

const updateOf = (
  { optimizers, outerUpdates }: Vocabulary,
  { optimizer, algorithm: { outerUpdate, learnStepSizes } }: Config,
  { dimension }: Policy,
): E.Either<ProblemError, OuterUpdate<OptimizerState>> => {
  const first = ({ init }: Memories): OptimizerState =>
    init(zeros(learnStepSizes === undefined ? dimension : 2 * dimension));
  return pipe(
    linksOf(optimizer),
    E.traverseArray((link) =>
      tried({ section: 'optimizers', name: link.kind }, () => optimizers[link.kind].build(link), first),
    ),
    E.map(() => optimizerOf(optimizers)(optimizer)),
    E.chain((made) =>
      outerUpdate === undefined
        ? E.right(ascent(made))
        : tried(
            { section: 'outerUpdates', name: outerUpdate.kind },
            () => outerUpdateOf(outerUpdates)(outerUpdate, made),
            first,
          ),
    ),
  );
};

const algorithmIn = (vocabulary: Vocabulary, { algorithm }: Config): E.Either<ProblemError, Algorithm> =>
  pipe(
    [algorithm.innerWeights, algorithm.outerWeights],
    E.traverseArray((spec) =>
      tried(
        { section: 'weights', name: spec.kind },
        () => weightsOf(vocabulary.weights)(spec),
        ({ facts }) => facts(algorithm.discount),
      ),
    ),
    E.map(() => algorithmOf(vocabulary)(algorithm)),
  );

/**
 * The problem of meta-learning that a valid configuration describes in some words, as the command
 * trains it: tasks, policy on a started backend, algorithm and outer update. MuJoCo is loaded for
 * environments that need it, and for no other. Left says which word gives what cannot be used.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { presets, problemOf } from '@sgmrl/experiments';
 * import { initializeBackend } from '@sgmrl/policies-tfjs';
 * const backend = await initializeBackend();
 * if (backend._tag === 'Left') throw new Error(backend.left.message);
 * const problem = await problemOf(backend.right)(presets['tabular-quick'].config)();
 * if (problem._tag === 'Left') throw new Error(problem.left.message);
 * // Two actions in each of five cells.
 * strictEqual(problem.right(({ policy }) => policy.dimension), 10);
 * ```
 */
export const problemOf =
  (backend: WasmBackendReady, vocabulary: Vocabulary = builtIn) =>
  (config: Config): TE.TaskEither<ProblemError, SomeProblem> => {
    const { observationNormalisation, learnStepSizes } = config.algorithm;
    return pipe(
      TE.Do,
      TE.apS('tasks', tasksOf(vocabulary, config)),
      TE.bind('policy', ({ tasks }) => TE.fromEither(policyOf(backend, vocabulary, config, tasks))),
      TE.bind('update', ({ policy }) => TE.fromEither(updateOf(vocabulary, config, policy))),
      TE.bind('algorithm', () => TE.fromEither(algorithmIn(vocabulary, config))),
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
