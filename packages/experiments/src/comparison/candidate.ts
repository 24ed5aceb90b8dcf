import { builtInNames, type Names, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  algorithmNames,
  algorithmNamesIn,
  findAlgorithm,
  nameOfAlgorithm,
  unknownAlgorithm,
  type Choices,
} from '../configuration/algorithms';
import type { Config } from '../configuration/config';
import { identityOf } from '../terms/debiasing-shorthand';
import type { ExperimentError } from '../errors/experiment-error';
import { canonicalJson } from '../files/canonical-json';
import { sha256 } from '../files/hash';
import { looksLikeJson, parseTerm } from '../explanation/term-source';
import { isTaskAware } from '../vocabulary/environment-spec';

/** Something to compare: how the common configuration of a comparison is changed to train it. */
export interface Candidate {
  /** As it was asked for. */
  readonly name: string;
  /** What the folder of its runs is called. */
  readonly folder: string;
  /** Whether it is trained to adapt, so that there is one run for each number of inner steps ζ. */
  readonly adapts: boolean;
  /** Whether it is trained, so that the optimizer matters. */
  readonly trains: boolean;
  /** The common configuration, changed for it; baselines leave the inner steps out. */
  readonly configure: (config: Config, innerSteps: number) => Config;
}

/** Trained as it is, by the policy gradient of the mean return over tasks. */
const unadapting = (config: Config): Config => ({
  ...config,
  algorithm: { ...config.algorithm, estimator: 'maml', innerSteps: 0 },
});

/** A table of states has no room for features: the task-aware policy is a small network instead. */
const policyWithFeatures = ({ policy }: Config): Config['policy'] =>
  policy.kind === 'tabular-softmax'
    ? { kind: 'categorical-mlp', hidden: [32, 32], activation: 'tanh' }
    : policy;

const telling = (config: Config): Config =>
  isTaskAware(config.environment)
    ? config
    : {
        ...config,
        environment: { kind: 'task-aware', environment: config.environment },
        policy: policyWithFeatures(config),
      };

interface Baseline {
  readonly about: string;
  readonly configure: (config: Config) => Config;
}

/** What meta-learners are measured against; none of them is trained to adapt. */
export const baselines = {
  random: {
    about: 'the parameters that training starts from',
    configure: (config) => ({ ...unadapting(config), iterations: 0 }),
  },
  joint: {
    about:
      'one policy trained on all tasks at once: maximises the mean of J over tasks, without adaptation (ζ = 0)',
    configure: unadapting,
  },
  oracle: {
    about:
      'a policy trained like joint that observes which task it is in (task-aware): what adapting could reach at best',
    configure: (config) => telling(unadapting(config)),
  },
} satisfies Readonly<Record<string, Baseline>>;

const isBaseline = (name: string): name is keyof typeof baselines => Object.hasOwn(baselines, name);

/** Every name that {@link findCandidate} knows: baselines, algorithms, debiasing parts. */
export const candidateNames: readonly string[] = [...Object.keys(baselines), ...algorithmNames];

/**
 * Every name that a comparison takes: baselines, algorithms, debiasing parts, and the leaves and
 * terms of one's own.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { builtInNames } from '@sgmrl/estimators';
 * import { candidateNamesIn } from '@sgmrl/experiments';
 * const names = { ...builtInNames, terms: { ...builtInNames.terms, mine: 'value' } };
 * deepStrictEqual(candidateNamesIn(names), [...candidateNamesIn(builtInNames), 'mine']);
 * ```
 */
export const candidateNamesIn = (names: Names): readonly string[] => [
  ...Object.keys(baselines),
  ...algorithmNamesIn(names),
];

/** A trust region takes the step that it chose as it is. */
const withOptimizer = (config: Config, { outerUpdate }: Choices): Config =>
  outerUpdate?.kind === 'trust-region' ? { ...config, optimizer: { kind: 'sgd', learningRate: 1 } } : config;

/**
 * A term without a name has a text that no folder should be called, and that another one may share.
 */
const folderOf = (name: string, estimator: Term): string =>
  /^[\w.-]+$/.test(name)
    ? name
    : `${name.replace(/[^a-z\d.]+/gi, '-').slice(0, 60)}-${sha256(canonicalJson(identityOf(estimator))).slice(0, 8)}`;

const adapting = (name: string, choices: Choices): Candidate => ({
  name,
  folder: folderOf(name, choices.estimator),
  adapts: true,
  trains: true,
  configure: (config, innerSteps) =>
    withOptimizer({ ...config, algorithm: { ...config.algorithm, ...choices, innerSteps } }, choices),
});

const ofTerm = (text: string, names: Names): E.Either<ExperimentError, Candidate> =>
  pipe(
    parseTerm('the algorithm', names)(text),
    E.map((estimator) => adapting(nameOfAlgorithm({ estimator }), { estimator })),
  );

/** The candidate of a name, or of a whole term as JSON; Left suggests the nearest name there is. */
export const findCandidate = (
  name: string,
  names: Names = builtInNames,
): E.Either<ExperimentError, Candidate> => {
  if (isBaseline(name))
    return E.right({
      name,
      folder: name,
      adapts: false,
      trains: name !== 'random',
      configure: (config) => baselines[name].configure(config),
    });
  return looksLikeJson(name)
    ? ofTerm(name, names)
    : pipe(
        findAlgorithm(name, names),
        E.bimap(
          () => unknownAlgorithm(name, candidateNamesIn(names)),
          (choices) => adapting(name, choices),
        ),
      );
};

/** The name of the candidate whose run has this configuration. */
export const candidateOf = ({ iterations, environment, algorithm }: Config): string => {
  if (algorithm.innerSteps > 0) return nameOfAlgorithm(algorithm);
  if (iterations === 0) return 'random';
  return isTaskAware(environment) ? 'oracle' : 'joint';
};
