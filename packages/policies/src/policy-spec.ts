import { atMost, byKind, checkFields, numberFrom, record, wholeNumber } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { WasmBackendReady } from './backend';
import { categoricalMlp } from './categorical-mlp';
import { gaussianMlp } from './gaussian-mlp';
import type { Activation } from './mlp';
import type { Policy } from './policy';
import { checkBothSpaces, type PolicySpace, type PolicySpaces } from './policy-spaces';
import { tabularSoftmax } from './tabular-softmax';

/** Up to 16 hidden layers of up to 4096 units. */
const hidden = atMost(16, wholeNumber(1, 4096));
const activation: t.Type<Activation> = t.keyof({ tanh: null, relu: null }, 'tanh or relu');

/** A policy as plain data; the sizes of observations and actions come from the environment. */
export type PolicySpec =
  | { readonly kind: 'tabular-softmax'; readonly initialScale: number }
  | { readonly kind: 'categorical-mlp'; readonly hidden: readonly number[]; readonly activation: Activation }
  | {
      readonly kind: 'gaussian-mlp';
      readonly hidden: readonly number[];
      readonly activation: Activation;
      readonly initialLogStd: number;
    };

const members = {
  'tabular-softmax': record('tabular softmax policy', {
    kind: t.literal('tabular-softmax'),
    initialScale: numberFrom(0, 100),
  }),
  'categorical-mlp': record('categorical MLP policy', {
    kind: t.literal('categorical-mlp'),
    hidden,
    activation,
  }),
  'gaussian-mlp': record('Gaussian MLP policy', {
    kind: t.literal('gaussian-mlp'),
    hidden,
    activation,
    initialLogStd: numberFrom(-10, 10),
  }),
};

/**
 * Codec of a {@link PolicySpec}: every field must be there, and no other. `initialScale` (the standard deviation of the initial
 * logits) lies in [0, 100]; `initialLogStd` in [−10, 10]; up to 16 hidden layers have 1 to 4096 units each.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { PolicySpec } from '@sgmrl/policies';
 * const spec = { kind: 'categorical-mlp', hidden: [32], activation: 'relu' };
 * deepStrictEqual(PolicySpec.decode(spec), { _tag: 'Right', right: spec });
 * ```
 */
export const PolicySpec: t.Type<PolicySpec> = byKind<PolicySpec>(
  'policy',
  members,
  Object.keys(members).join(' or '),
);

/** A policy that cannot act in the given spaces. */
export interface PolicyMismatch {
  readonly _tag: 'PolicyMismatch';
  readonly message: string;
}

const mismatch = (
  kind: PolicySpec['kind'],
  expected: { readonly [S in keyof PolicySpaces]: PolicySpace['kind'] },
  { observationSpace, actionSpace }: PolicySpaces,
): E.Either<PolicyMismatch, never> =>
  E.left({
    _tag: 'PolicyMismatch',
    message:
      `policy ${kind}: expected ${expected.observationSpace} observations and ${expected.actionSpace} actions, ` +
      `found ${observationSpace.kind} observations and ${actionSpace.kind} actions`,
  });

/** What has no type may still arrive. */
const unknownKind = (spec: never): never => {
  throw new RangeError(
    `policy: expected the kind ${Object.keys(members).join(' or ')}, found ${JSON.stringify(spec)}`,
  );
};

/**
 * The policy that a spec describes, for an environment's spaces; Left if it cannot act there. The spec is taken to be
 * valid: decode what comes from outside first.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { fromSpec, initializeBackend } from '@sgmrl/policies';
 * const backend = await initializeBackend();
 * if (E.isLeft(backend)) throw new Error(backend.left.message);
 * const policy = fromSpec(backend.right)(
 *   { kind: 'categorical-mlp', hidden: [8], activation: 'tanh' },
 *   { observationSpace: { kind: 'box', low: [-1, -1, -1] }, actionSpace: { kind: 'discrete', size: 2 } },
 * );
 * if (E.isLeft(policy)) throw new Error(policy.left.message);
 * strictEqual(policy.right.dimension, 3 * 8 + 8 + 8 * 2 + 2);
 * ```
 */
export const fromSpec =
  (backend: WasmBackendReady) =>
  (spec: PolicySpec, spaces: PolicySpaces): E.Either<PolicyMismatch, Policy> => {
    checkFields('policy', spec, {});
    checkBothSpaces('tasks', spaces);
    const { observationSpace, actionSpace } = spaces;
    switch (spec.kind) {
      case 'tabular-softmax':
        return observationSpace.kind === 'discrete' && actionSpace.kind === 'discrete'
          ? E.right(tabularSoftmax(observationSpace.size, actionSpace.size, spec.initialScale))
          : mismatch(spec.kind, { observationSpace: 'discrete', actionSpace: 'discrete' }, spaces);
      case 'categorical-mlp':
        return observationSpace.kind === 'box' && actionSpace.kind === 'discrete'
          ? E.right(
              categoricalMlp(backend)({
                observationSize: observationSpace.low.length,
                actions: actionSpace.size,
                hidden: spec.hidden,
                activation: spec.activation,
              }),
            )
          : mismatch(spec.kind, { observationSpace: 'box', actionSpace: 'discrete' }, spaces);
      case 'gaussian-mlp':
        return observationSpace.kind === 'box' && actionSpace.kind === 'box'
          ? E.right(
              gaussianMlp(backend)({
                observationSize: observationSpace.low.length,
                actionSize: actionSpace.low.length,
                hidden: spec.hidden,
                activation: spec.activation,
                initialLogStd: spec.initialLogStd,
              }),
            )
          : mismatch(spec.kind, { observationSpace: 'box', actionSpace: 'box' }, spaces);
      default:
        return unknownKind(spec);
    }
  };
