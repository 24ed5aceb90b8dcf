import {
  byKind,
  nonNegativeNumber,
  positiveNumber,
  record,
  recordWithOptional,
  wholeNumber,
} from '@sgmrl/codecs';
import {
  debiasings,
  type Algorithm,
  type Debiasing,
  type Jacobian,
  type OuterUpdate,
} from '@sgmrl/estimators';
import type { Weights } from '@sgmrl/rollouts';
import * as t from 'io-ts';
import { fraction, positiveFraction, positiveProperFraction } from './fractions';

const jacobian: t.Type<Jacobian> = t.keyof({ full: null, identity: null });

const debiasing: t.Type<Debiasing> = t.keyof(debiasings);

const weights: t.Type<Weights> = byKind<Weights>('weights', {
  'reward-to-go': record('reward-to-go weights', { kind: t.literal('reward-to-go') }),
  advantage: record('advantage weights', { kind: t.literal('advantage'), lambda: fraction }),
  'normalised-advantage': record('normalised-advantage weights', {
    kind: t.literal('normalised-advantage'),
    lambda: fraction,
  }),
});

const outerUpdate: t.Type<OuterUpdate> = byKind<OuterUpdate>('outer update', {
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

const required = {
  jacobian,
  debiasing,
  innerSteps: wholeNumber(0, 1_000),
  stepSize: positiveNumber,
  discount: positiveFraction,
  metaBatchSize: wholeNumber(1, 100_000),
  trajectories: wholeNumber(1, 100_000),
  evaluationTrajectories: wholeNumber(1, 100_000),
  innerWeights: weights,
  outerWeights: weights,
};

/** Codec of an {@link Algorithm}. */
export const algorithmCodec: t.Type<Algorithm> = recordWithOptional('algorithm', required, { outerUpdate });
