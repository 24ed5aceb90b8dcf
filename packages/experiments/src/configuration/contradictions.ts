import type { InvalidField } from '@sgmrl/codecs';
import { vectorLength, type Space } from '@sgmrl/environments';
import { leastTrajectories } from '@sgmrl/estimators';
import type { OptimizerSpec } from '@sgmrl/optimizers';
import type { PolicySpec } from '@sgmrl/policies';
import type { AlgorithmSpec } from '../vocabulary/algorithm-codec';
import { nameOfAlgorithm } from './algorithms';
import {
  environmentSizes,
  type EnvironmentSizes,
  type EnvironmentSpec,
} from '../vocabulary/environment-spec';

/** The parts of a configuration that have to fit together. */
export interface ConfigParts {
  readonly environment: EnvironmentSpec;
  readonly policy: PolicySpec;
  readonly algorithm: AlgorithmSpec;
  readonly optimizer: OptimizerSpec;
}

const wrong = (path: string, expected: string, found: unknown): InvalidField => ({ path, expected, found });

type SpaceKind = Space['kind'];

/** The spaces that each policy observes and acts in. */
const policySpaces: Readonly<
  Record<PolicySpec['kind'], readonly [observations: SpaceKind, actions: SpaceKind]>
> = {
  'tabular-softmax': ['discrete', 'discrete'],
  'categorical-mlp': ['box', 'discrete'],
  'gaussian-mlp': ['box', 'box'],
};

const policyMismatch = (
  { policy, environment }: ConfigParts,
  { observations, actions }: EnvironmentSizes,
): readonly InvalidField[] => {
  const fitting = Object.entries(policySpaces)
    .filter(([, [observed, acted]]) => observed === observations.kind && acted === actions.kind)
    .map(([kind]) => kind);
  return fitting.includes(policy.kind)
    ? []
    : [wrong('policy.kind', `${fitting.join(' or ')} for the ${environment.kind} environment`, policy.kind)];
};

/** A baseline of the others needs others. */
const tooFew = ({ algorithm }: ConfigParts): readonly InvalidField[] => {
  const least = leastTrajectories(algorithm.estimator);
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

/** A trust region chooses the length of its step itself. */
const unfitOptimizer = ({ algorithm: { outerUpdate }, optimizer }: ConfigParts): readonly InvalidField[] => {
  if (outerUpdate?.kind !== 'trust-region') return [];
  const { kind, learningRate, schedule, maxNorm } = optimizer;
  return kind === 'sgd' && learningRate === 1 && schedule === undefined && maxNorm === undefined
    ? []
    : [
        wrong(
          'optimizer',
          '{"kind":"sgd","learningRate":1} for the outer update trust-region, which chooses the length of its step itself',
          optimizer,
        ),
      ];
};

/** Rows of observations that one batch may have: 20 million numbers are 160 MB. */
const largestBatch = 20_000_000;

const tooMuch = (
  { algorithm }: ConfigParts,
  { observations, horizon }: EnvironmentSizes,
): readonly InvalidField[] =>
  (['trajectories', 'evaluationTrajectories'] as const)
    .filter((field) => algorithm[field] * horizon * vectorLength(observations) > largestBatch)
    .map((field) =>
      wrong(
        `algorithm.${field}`,
        `with ${String(horizon)} steps each at most ${String(Math.floor(largestBatch / (horizon * vectorLength(observations))))}, to fit in memory`,
        algorithm[field],
      ),
    );

/** θ of ten million numbers is 80 MB; an iteration holds a few dozen such vectors. */
const largestPolicy = 10_000_000;

const tooManyParameters = (
  { policy }: ConfigParts,
  { observations, actions }: EnvironmentSizes,
): readonly InvalidField[] => {
  if (policy.kind === 'tabular-softmax') return [];
  const outputs = actions.kind === 'discrete' ? actions.size : vectorLength(actions);
  const widths = [vectorLength(observations), ...policy.hidden, outputs];
  const parameters = widths.slice(1).reduce((sum, width, i) => sum + (widths[i] + 1) * width, 0);
  return parameters > largestPolicy
    ? [
        wrong(
          'policy.hidden',
          `layers with at most ${String(largestPolicy)} parameters in all`,
          policy.hidden,
        ),
      ]
    : [];
};

/** Where the parts of a configuration, each right in itself, do not fit together. */
export const contradictions = (config: ConfigParts): readonly InvalidField[] => {
  const sizes = environmentSizes(config.environment);
  return [
    ...policyMismatch(config, sizes),
    ...tooFew(config),
    ...unfitOptimizer(config),
    ...tooMuch(config, sizes),
    ...tooManyParameters(config, sizes),
  ];
};
