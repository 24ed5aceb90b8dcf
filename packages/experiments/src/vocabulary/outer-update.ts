import {
  byKind,
  nonNegativeNumber,
  positiveNumber,
  record,
  recordWithOptional,
  wholeNumber,
} from '@sgmrl/codecs';
import {
  ascent,
  proximal,
  trustRegion,
  type OuterUpdate,
  type ProximalSettings,
  type TrustRegionSettings,
} from '@sgmrl/meta-learning';
import { fromSpec, type OptimizerSpec, type OptimizerState } from '@sgmrl/optimizers';
import * as t from 'io-ts';
import { positiveProperFraction } from './fractions';

/** An outer update other than plain ascent as plain data, for configurations. */
export type OuterUpdateSpec =
  | (ProximalSettings & { readonly kind: 'proximal' })
  | (TrustRegionSettings & { readonly kind: 'trust-region' });

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

/** The outer update that a configuration describes; a trust region has no use for the optimizer. */
export const outerUpdateOf = (
  spec: OuterUpdateSpec | undefined,
  optimizer: OptimizerSpec,
): OuterUpdate<OptimizerState> => {
  switch (spec?.kind) {
    case undefined:
      return ascent(fromSpec(optimizer));
    case 'proximal':
      return proximal(spec, fromSpec(optimizer));
    case 'trust-region':
      return trustRegion(spec);
  }
};
