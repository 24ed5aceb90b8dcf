import {
  byKind,
  nonNegativeNumber,
  positiveNumber,
  record,
  recordWithOptional,
  wholeNumber,
} from '@sgmrl/codecs';
import type { OuterUpdateSpec } from '@sgmrl/meta-learning';
import * as t from 'io-ts';
import { positiveProperFraction } from './fractions';

/** Codec of an {@link OuterUpdateSpec}. */
export const outerUpdateCodec: t.Type<OuterUpdateSpec> = byKind<OuterUpdateSpec>('outer update', {
  proximal: record('proximal update', {
    kind: t.literal('proximal'),
    clip: positiveNumber,
    klPenalty: nonNegativeNumber,
    steps: wholeNumber(1, 1_000),
  }),
  'trust-region': recordWithOptional(
    'trust-region update',
    {
      kind: t.literal('trust-region'),
      maxKl: positiveNumber,
      damping: positiveNumber,
      conjugateGradientSteps: wholeNumber(1, 1_000),
      backtracks: wholeNumber(1, 1_000),
      backtrackRatio: positiveProperFraction,
    },
    { curvatureTrajectories: wholeNumber(1, 100_000) },
  ),
});
