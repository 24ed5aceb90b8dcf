import { byKind, nonNegativeNumber, positiveNumber, record, recordWithOptional } from '@sgmrl/codecs';
import type { OptimizerSpec, ScheduleSpec } from '@sgmrl/optimizers';
import * as t from 'io-ts';
import { properFraction } from './fractions';

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

/** Codec of an {@link OptimizerSpec}. */
export const optimizerCodec: t.Type<OptimizerSpec> = byKind<OptimizerSpec>('optimizer', {
  sgd: recordWithOptional('sgd', { kind: t.literal('sgd'), learningRate: positiveNumber }, optional),
  momentum: recordWithOptional(
    'momentum',
    { kind: t.literal('momentum'), learningRate: positiveNumber, decay: properFraction },
    optional,
  ),
  adam: recordWithOptional(
    'adam',
    { kind: t.literal('adam'), learningRate: positiveNumber },
    { ...optional, beta1: properFraction, beta2: properFraction, epsilon: positiveNumber },
  ),
});
