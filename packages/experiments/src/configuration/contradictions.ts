import type { InvalidField } from '@sgmrl/codecs';
import { vectorLength, type Space } from '@sgmrl/environments';
import { drawsAnew, leastTrajectories, shrinks } from '@sgmrl/estimators';
import { fromOptimizerSpec } from '@sgmrl/optimizers';
import { outerUpdateOf } from '@sgmrl/meta-learning';
import { fitsSpaces } from '@sgmrl/policies-tfjs';
import type { AnyPolicyRow } from '../vocabulary/policy-spec';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { ConfigField } from '../errors/describe-field';
import { thrownWhere } from '../errors/thrown';
import { canonicalJson } from '../files/canonical-json';
import { environmentSizes, type EnvironmentSizes } from '../vocabulary/environment-spec';
import { namesIn, type Vocabulary } from '../vocabulary/vocabulary';
import { nameOfAlgorithm } from './algorithms';
import type { Config } from './config';

/** The parts of a configuration that have to fit together. */
export type ConfigParts = Pick<Config, 'environment' | 'policy' | 'algorithm' | 'optimizer'>;

type Fields = readonly ConfigField[];

const wrong = (path: string, expected: string, found: unknown): InvalidField => ({ path, expected, found });

const fits = ({ acts }: AnyPolicyRow, { observations, actions }: EnvironmentSizes): boolean =>
  acts === undefined || fitsSpaces(acts, { observationSpace: observations, actionSpace: actions });

const policyMismatch = (
  { policy, environment }: ConfigParts,
  sizes: EnvironmentSizes,
  { policies }: Vocabulary,
): readonly InvalidField[] => {
  const fitting = Object.entries(policies)
    .filter(([, row]) => fits(row, sizes))
    .map(([kind]) => kind);
  return fitting.includes(policy.kind)
    ? []
    : [wrong('policy.kind', `${fitting.join(' or ')} for the ${environment.kind} environment`, policy.kind)];
};

/** A baseline of the others needs others. */
const tooFew = ({ algorithm }: ConfigParts, vocabulary: Vocabulary): readonly InvalidField[] => {
  const least = leastTrajectories(algorithm.estimator, namesIn(vocabulary));
  return algorithm.trajectories < least
    ? [
        wrong(
          'algorithm.trajectories',
          `at least ${String(least)} for the estimator ${nameOfAlgorithm({ estimator: algorithm.estimator })}`,
          algorithm.trajectories,
        ),
      ]
    : [];
};

/** Of a single task nobody knows how noisy it is. */
const tooFewTasks = ({ algorithm }: ConfigParts, vocabulary: Vocabulary): readonly InvalidField[] =>
  algorithm.metaBatchSize < 2 && shrinks(algorithm.estimator, namesIn(vocabulary))
    ? [wrong('algorithm.metaBatchSize', 'at least 2 where a part is shrunk', algorithm.metaBatchSize)]
    : [];

const chosenItself = { kind: 'sgd', learningRate: 1 };

/** A trust region chooses the length of its step itself. */
const unfitOptimizer = ({ algorithm: { outerUpdate }, optimizer }: ConfigParts): readonly InvalidField[] => {
  if (outerUpdate?.kind !== 'trust-region') return [];
  return canonicalJson(optimizer) === canonicalJson(chosenItself)
    ? []
    : [
        wrong(
          'optimizer',
          `${JSON.stringify(chosenItself)} for the outer update trust-region, which chooses the length of its step itself`,
          optimizer,
        ),
      ];
};

/** Indices have no mean. */
const unfitNormalisation = (
  { algorithm: { observationNormalisation }, environment }: ConfigParts,
  { observations }: EnvironmentSizes,
): readonly InvalidField[] =>
  observationNormalisation === undefined || observations.kind === 'box'
    ? []
    : [
        wrong(
          'algorithm.observationNormalisation',
          `nothing for the ${environment.kind} environment, whose observations are indices`,
          observationNormalisation,
        ),
      ];

/** Step sizes are learned by what they do to the adapted return, with θ. */
const unfitStepSizes = (
  { algorithm: { estimator, learnStepSizes, outerUpdate, innerSteps } }: ConfigParts,
  vocabulary: Vocabulary,
): readonly InvalidField[] => {
  if (learnStepSizes === undefined) return [];
  return [
    ...(outerUpdate === undefined
      ? []
      : [
          wrong(
            'algorithm.learnStepSizes',
            `nothing beside the outer update ${outerUpdate.kind}: step sizes are learned by plain ascent`,
            learnStepSizes,
          ),
        ]),
    ...(innerSteps === 0
      ? [wrong('algorithm.learnStepSizes', 'nothing where there are no inner steps', learnStepSizes)]
      : []),
    ...(drawsAnew(estimator, namesIn(vocabulary))
      ? [wrong('algorithm.learnStepSizes', 'nothing beside an estimator that draws', learnStepSizes)]
      : []),
  ];
};

/**
 * Whether an outer update asks for a surrogate; one's own may refuse to be built, and says so then.
 */
const asksSurrogate = (
  spec: ConfigParts['algorithm']['outerUpdate'],
  { outerUpdates }: Vocabulary,
): boolean =>
  E.getOrElse(() => false)(
    E.tryCatch(
      () =>
        outerUpdateOf(outerUpdates)(spec, fromOptimizerSpec({ kind: 'sgd', learningRate: 1 })).surrogate !==
        undefined,
      () => undefined,
    ),
  );

/** The surrogate of an outer update is made of the data of the adaptation. */
const withoutSurrogate = (
  { algorithm: { estimator, outerUpdate } }: ConfigParts,
  vocabulary: Vocabulary,
): readonly InvalidField[] =>
  outerUpdate !== undefined &&
  drawsAnew(estimator, namesIn(vocabulary)) &&
  asksSurrogate(outerUpdate, vocabulary)
    ? [
        wrong(
          'algorithm.outerUpdate',
          `none for the estimator ${nameOfAlgorithm({ estimator })}, which draws trajectories of its own`,
          outerUpdate.kind,
        ),
      ]
    : [];

/** Numbers of one action or observation as a network has it: an index is a unit vector. */
const widthOf = (space: Space): number => (space.kind === 'discrete' ? space.size : vectorLength(space));

/** Rows of observations that one batch may have: 20 million numbers are 160 MB. */
const largestBatch = 20_000_000;

/** Widths of the hidden layers of a network; undefined of another policy. */
type Hidden = readonly number[] | undefined;

const tooMuch = (
  { algorithm }: ConfigParts,
  { observations, horizon }: EnvironmentSizes,
  hidden: Hidden,
): readonly InvalidField[] => {
  const row = hidden === undefined ? vectorLength(observations) : widthOf(observations);
  return (['trajectories', 'evaluationTrajectories'] as const)
    .filter((field) => algorithm[field] * horizon * row > largestBatch)
    .map((field) =>
      wrong(
        `algorithm.${field}`,
        `with ${String(horizon)} steps each at most ${String(Math.floor(largestBatch / (horizon * row)))}, to fit in memory`,
        algorithm[field],
      ),
    );
};

/** θ of ten million numbers is 80 MB; an iteration holds a few dozen such vectors. */
const largestPolicy = 10_000_000;

const tooManyParameters = (
  { observations, actions }: EnvironmentSizes,
  hidden: Hidden,
): readonly InvalidField[] => {
  if (hidden === undefined) return [];
  const widths = [widthOf(observations), ...hidden, widthOf(actions)];
  const parameters = widths.slice(1).reduce((sum, width, i) => sum + (widths[i] + 1) * width, 0);
  return parameters > largestPolicy
    ? [wrong('policy.hidden', `layers with at most ${String(largestPolicy)} parameters in all`, hidden)]
    : [];
};

/** What words of one's own throw, with the way through their code below. */
const orThrown = <A>(path: string, expected: string, found: unknown, effect: () => A): E.Either<Fields, A> =>
  E.tryCatch(effect, (error) => {
    const details = thrownWhere(error).split('\n');
    return [{ ...wrong(path, expected, found), details }];
  });

/** The tasks of one's own environment may refuse a spec that its codec lets through. */
const sizesIn = ({ environment }: ConfigParts, { environments }: Vocabulary) =>
  orThrown('environment', `a spec of which ${environment.kind} makes tasks`, environment, () =>
    environmentSizes(environments)(environment),
  );

const hiddenIn = ({ policy }: ConfigParts, { policies }: Vocabulary) =>
  orThrown('policy', `a spec of which ${policy.kind} tells its layers`, policy, () =>
    policies[policy.kind].layers(policy),
  );

/** Where the parts of a configuration, each right in itself, do not fit together. */
export const contradictions = (config: ConfigParts, vocabulary: Vocabulary): Fields =>
  pipe(
    E.Do,
    E.apS('sizes', sizesIn(config, vocabulary)),
    E.apS('hidden', hiddenIn(config, vocabulary)),
    E.match(
      (fields) => fields,
      ({ sizes, hidden }) => [
        ...policyMismatch(config, sizes, vocabulary),
        ...tooFew(config, vocabulary),
        ...tooFewTasks(config, vocabulary),
        ...unfitOptimizer(config),
        ...unfitNormalisation(config, sizes),
        ...unfitStepSizes(config, vocabulary),
        ...withoutSurrogate(config, vocabulary),
        ...tooMuch(config, sizes, hidden),
        ...tooManyParameters(sizes, hidden),
      ],
    ),
  );
