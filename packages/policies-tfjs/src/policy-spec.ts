import { atMost, byKind, checkFields, numberIn, record, type Part } from '@sgmrl/codecs';
import {
  checkBothSpaces,
  initialScales,
  oneHot,
  tabularSoftmax,
  type Policy,
  type PolicySpace,
  type PolicySpaces,
} from '@sgmrl/policies';
import * as E from 'fp-ts/lib/Either.js';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import * as t from 'io-ts';
import type { WasmBackendReady } from './backend';
import { categoricalMlp } from './categorical-mlp';
import { gaussianMlp } from './gaussian-mlp';
import { activations, type Activation } from './mlp';
import { initialLogStds, mostLayers, units, type CategoricalMlpSpec, type GaussianMlpSpec } from './mlp-spec';
import { mismatch, policyRow, type Acts, type PolicyMismatch, type PolicyRow } from './policy-row';

/** Up to 16 hidden layers of up to 4096 units. */
const hidden = atMost(mostLayers, numberIn(units));
const activation: t.Type<Activation> = t.keyof(
  { tanh: null, relu: null, 'leaky-relu': null, elu: null, softplus: null } satisfies Record<
    Activation,
    null
  >,
  activations.join(' or '),
);

/** A policy as plain data; the sizes of observations and actions come from the environment. */
export type PolicySpec =
  | {
      /** A logit for each state and action; both are indices. */
      readonly kind: 'tabular-softmax';
      /** Standard deviation of the initial logits, in [0, 100]; 0 is the uniform policy. */
      readonly initialScale: number;
    }
  | ({
      /** A network from observations to one logit for each action; actions are indices. */
      readonly kind: 'categorical-mlp';
    } & Pick<CategoricalMlpSpec, 'hidden' | 'activation'>)
  | ({
      /** A network from observations to means, and a σ for each entry of an action. */
      readonly kind: 'gaussian-mlp';
    } & Pick<GaussianMlpSpec, 'hidden' | 'activation' | 'initialLogStd'>);

const tableActs: Acts = { observations: 'discrete', actions: 'discrete' };
const categoricalActs: Acts = { actions: 'discrete' };
const gaussianActs: Acts = { actions: 'box' };

/** A network on what is observed; an index comes to it as a unit vector. */
const observing = (space: PolicySpace, network: (observationSize: number) => Policy): Policy =>
  space.kind === 'box' ? network(space.low.length) : oneHot(network(space.size));

/** The specs of the rows, by their kind. */
type Specs = { readonly [K in PolicySpec['kind']]: Extract<PolicySpec, { readonly kind: K }> };

/** The policies of this package: adding one adds one row; the key is the `kind` of its spec. */
export const policyRows: { readonly [K in keyof Specs]: PolicyRow<Specs[K]> } = {
  'tabular-softmax': policyRow({
    spec: record('tabular softmax policy', {
      kind: t.literal('tabular-softmax'),
      initialScale: numberIn(initialScales),
    }),
    default: { kind: 'tabular-softmax', initialScale: 0 },
    about: 'a table of logits, one for each state and action',
    acts: tableActs,
    build: (_, { kind, initialScale }, { observationSpace, actionSpace }) =>
      observationSpace.kind === 'discrete' && actionSpace.kind === 'discrete'
        ? E.right(tabularSoftmax(observationSpace.size, actionSpace.size, initialScale))
        : mismatch(kind, { observationSpace, actionSpace }, tableActs),
  }),
  'categorical-mlp': policyRow({
    spec: record('categorical MLP policy', { kind: t.literal('categorical-mlp'), hidden, activation }),
    default: { kind: 'categorical-mlp', hidden: [32, 32], activation: 'tanh' },
    about: 'a network from observations to a logit for each action',
    acts: categoricalActs,
    build: (backend, { kind, ...network }, { observationSpace, actionSpace }) =>
      actionSpace.kind === 'discrete'
        ? E.right(
            observing(observationSpace, (observationSize) =>
              categoricalMlp(backend)({ observationSize, actions: actionSpace.size, ...network }),
            ),
          )
        : mismatch(kind, { observationSpace, actionSpace }, categoricalActs),
    layers: ({ hidden }) => hidden,
  }),
  'gaussian-mlp': policyRow({
    spec: record('Gaussian MLP policy', {
      kind: t.literal('gaussian-mlp'),
      hidden,
      activation,
      initialLogStd: numberIn(initialLogStds),
    }),
    default: { kind: 'gaussian-mlp', hidden: [32, 32], activation: 'tanh', initialLogStd: 0 },
    about: 'a network from observations to the mean of a normal distribution, and a standard deviation',
    acts: gaussianActs,
    build: (backend, { kind, ...network }, { observationSpace, actionSpace }) =>
      actionSpace.kind === 'box'
        ? E.right(
            observing(observationSpace, (observationSize) =>
              gaussianMlp(backend)({ observationSize, actionSize: actionSpace.low.length, ...network }),
            ),
          )
        : mismatch(kind, { observationSpace, actionSpace }, gaussianActs),
    layers: ({ hidden }) => hidden,
  }),
};

/**
 * Codec of a {@link PolicySpec}: every field must be there, and no other. `initialScale` (the
 * standard deviation of the initial logits) lies in [0, 100]; `initialLogStd` in [−10, 10]; up to
 * 16 hidden layers have 1 to 4096 units each.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { PolicySpec } from '@sgmrl/policies-tfjs';
 * const spec = { kind: 'categorical-mlp', hidden: [32], activation: 'relu' };
 * deepStrictEqual(PolicySpec.decode(spec), { _tag: 'Right', right: spec });
 * ```
 */
export const PolicySpec: t.Type<PolicySpec> = byKind<PolicySpec>(
  'policy',
  RR.map(({ spec }: { readonly spec: Part<PolicySpec> }) => spec)(policyRows),
  Object.keys(policyRows).join(' or '),
);

/** What has no type may still arrive. */
const isKind = (kind: string): kind is PolicySpec['kind'] => Object.hasOwn(policyRows, kind);

/**
 * The policy that a spec describes, for an environment's spaces; Left if it cannot act there. Where
 * observations are indices, a network sees unit vectors ({@link oneHot}).
 *
 * @throws RangeError unless the spec is valid.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { fromPolicySpec, initializeBackend } from '@sgmrl/policies-tfjs';
 * const backend = await initializeBackend();
 * if (E.isLeft(backend)) throw new Error(backend.left.message);
 * const policy = fromPolicySpec(backend.right)(
 *   { kind: 'categorical-mlp', hidden: [8], activation: 'tanh' },
 *   { observationSpace: { kind: 'box', low: [-1, -1, -1] }, actionSpace: { kind: 'discrete', size: 2 } },
 * );
 * if (E.isLeft(policy)) throw new Error(policy.left.message);
 * strictEqual(policy.right.dimension, 3 * 8 + 8 + 8 * 2 + 2);
 * ```
 */
export const fromPolicySpec =
  (backend: WasmBackendReady) =>
  (spec: PolicySpec, spaces: PolicySpaces): E.Either<PolicyMismatch, Policy> => {
    checkFields('policy', spec, {});
    checkBothSpaces('tasks', spaces);
    if (!isKind(spec.kind))
      throw new RangeError(
        `policy: expected the kind ${Object.keys(policyRows).join(' or ')}, found ${JSON.stringify(spec)}`,
      );
    return policyRows[spec.kind].build(backend, spec, spaces);
  };
