import {
  byKind,
  nonNegativeNumber,
  positiveNumber,
  properFraction,
  record,
  recordWithOptional,
} from '@sgmrl/codecs';
import * as t from 'io-ts';
import { optimizerRow, type OptimizerRow } from './optimizer-row';
import { fromOptimizerSpec, type OptimizerSpec, type ScheduleSpec } from './optimizer-spec';

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

/** The optimizers of this package: adding one adds one row; the key is the `kind` of its spec. */
export const optimizerRows: {
  readonly [K in OptimizerSpec['kind']]: OptimizerRow<Extract<OptimizerSpec, { readonly kind: K }>>;
} = {
  sgd: optimizerRow({
    spec: recordWithOptional('sgd', { kind: t.literal('sgd'), learningRate: positiveNumber }, optional),
    about: 'the gradient, times a learning rate',
    build: fromOptimizerSpec,
  }),
  momentum: optimizerRow({
    spec: recordWithOptional(
      'momentum',
      { kind: t.literal('momentum'), learningRate: positiveNumber, decay: properFraction },
      optional,
    ),
    about: 'a decaying sum of gradients, times a learning rate',
    build: fromOptimizerSpec,
  }),
  adam: optimizerRow({
    spec: recordWithOptional(
      'adam',
      { kind: t.literal('adam'), learningRate: positiveNumber },
      { ...optional, beta1: properFraction, beta2: properFraction, epsilon: positiveNumber },
    ),
    about: 'Adam (Kingma, Ba, arXiv:1412.6980)',
    build: fromOptimizerSpec,
  }),
};
