import {
  byKind,
  nonNegativeNumber,
  positiveNumber,
  record,
  recordWithOptional,
  type Part,
} from '@sgmrl/codecs';
import {
  fromSpec,
  type GradientTransformation,
  type OptimizerSpec as BuiltInSpec,
  type OptimizerState,
  type ScheduleSpec,
} from '@sgmrl/optimizers';
import * as t from 'io-ts';
import { properFraction } from './fractions';
import type { OwnSpec } from './own-spec';

/** An optimizer as plain data, told apart by `kind`. */
export type OptimizerSpec = BuiltInSpec | OwnSpec;

/** An optimizer of a vocabulary. */
export interface OptimizerRow<Spec extends OptimizerSpec = OptimizerSpec> {
  /** Codec of its settings, `kind` included. */
  readonly spec: Part<Spec>;
  /** What it is, in a sentence. */
  readonly about: string;
  /** The transformation of a spec; a RangeError if it is one of another row. Its state goes into checkpoints. */
  readonly build: (spec: OptimizerSpec) => GradientTransformation<OptimizerState>;
}

/**
 * An optimizer of one's own as a row.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { positiveNumber, record } from '@sgmrl/codecs';
 * import * as t from 'io-ts';
 * import { optimizerRow } from '@sgmrl/experiments';
 * // The sign of each entry of the gradient, times a number.
 * const row = optimizerRow({
 *   spec: record('sign', { kind: t.literal('sign'), learningRate: positiveNumber }),
 *   about: 'steps of one size',
 *   build: ({ learningRate }) => ({
 *     init: () => ({ step: 0, moments: [] }),
 *     update: (gradient, { step }) => [
 *       Float64Array.from(gradient, (x) => learningRate * Math.sign(x)),
 *       { step: step + 1, moments: [] },
 *     ],
 *   }),
 * });
 * const sign = row.build({ kind: 'sign', learningRate: 0.5 });
 * deepStrictEqual(Array.from(sign.update([3, -4], sign.init([0, 0]), [0, 0])[0]), [0.5, -0.5]);
 * ```
 */
export const optimizerRow = <Spec extends OptimizerSpec>({
  spec: codec,
  about,
  build,
}: {
  readonly spec: Part<Spec>;
  readonly about: string;
  readonly build: (spec: Spec) => GradientTransformation<OptimizerState>;
}): OptimizerRow<Spec> => ({
  spec: codec,
  about,
  build: (spec) => {
    if (codec.is(spec)) return build(spec);
    throw new RangeError(`expected a spec of another optimizer, found ${JSON.stringify(spec)}`);
  },
});

const ramp = { final: nonNegativeNumber, steps: positiveNumber };

const schedule: t.Type<ScheduleSpec> = byKind<ScheduleSpec>('schedule', {
  linear: record('linear schedule', { kind: t.literal('linear'), ...ramp }),
  'cosine-decay': record('cosine-decay schedule', { kind: t.literal('cosine-decay'), ...ramp }),
  'exponential-decay': record('exponential-decay schedule', {
    kind: t.literal('exponential-decay'),
    rate: positiveNumber,
    steps: positiveNumber,
  }),
});

const optional = { schedule, maxNorm: positiveNumber };

/** The optimizers of `@sgmrl/optimizers`: one row each. */
export const optimizerRows: {
  readonly [K in BuiltInSpec['kind']]: OptimizerRow<Extract<BuiltInSpec, { readonly kind: K }>>;
} = {
  sgd: optimizerRow({
    spec: recordWithOptional('sgd', { kind: t.literal('sgd'), learningRate: positiveNumber }, optional),
    about: 'the gradient, times a learning rate',
    build: fromSpec,
  }),
  momentum: optimizerRow({
    spec: recordWithOptional(
      'momentum',
      { kind: t.literal('momentum'), learningRate: positiveNumber, decay: properFraction },
      optional,
    ),
    about: 'a decaying sum of gradients, times a learning rate',
    build: fromSpec,
  }),
  adam: optimizerRow({
    spec: recordWithOptional(
      'adam',
      { kind: t.literal('adam'), learningRate: positiveNumber },
      { ...optional, beta1: properFraction, beta2: properFraction, epsilon: positiveNumber },
    ),
    about: 'Adam (Kingma, Ba, arXiv:1412.6980)',
    build: fromSpec,
  }),
};

/** Optimizers by the `kind` of their specs. */
export type Optimizers = Readonly<Record<string, OptimizerRow>>;
