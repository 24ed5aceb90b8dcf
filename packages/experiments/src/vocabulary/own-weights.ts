import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import { weightsRow, type WeightFacts, type Weighting } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import type { OwnSpec } from './own-spec';
import { ownWeightingCodec, weightFactsCodec, type OwnWeights } from './own-vocabulary';
import type { AnyWeightsRow } from './weights-spec';

const orThrow =
  (what: string) =>
  <A>(codec: t.Type<A>, value: unknown): A =>
    pipe(
      decodeWith(codec)(value),
      E.getOrElse((fields): A => {
        throw new RangeError(`${what}: ${fields.map(describeInvalidField).join('; ')}`);
      }),
    );

/** What weights of one's own say of themselves is checked, as everything else relies on it. */
const checked = (kind: string, made: unknown): Weighting => {
  const fit = orThrow(`weights ${kind}`);
  const weighting = fit(ownWeightingCodec, made);
  return {
    ...weighting,
    name: kind,
    facts: (discount): WeightFacts =>
      orThrow(`weights ${kind}: facts`)(weightFactsCodec, weighting.facts(discount)),
  };
};

/** Weights of a module as a row of a vocabulary. */
export const asWeights = (
  kind: string,
  { default: start = { kind }, about = kind, spec, build }: OwnWeights,
): AnyWeightsRow =>
  weightsRow<OwnSpec>({ spec, default: start, about, build: (own) => checked(kind, build(own)) });
