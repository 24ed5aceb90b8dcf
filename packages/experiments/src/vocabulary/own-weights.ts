import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import {
  weightsRow,
  type StepWeights,
  type TrajectoryBatch,
  type WeightFacts,
  type Weighting,
} from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { guard, guardFunction, misfit, refuse, wrongVector } from './guard';
import type { OwnSpec } from './own-spec';
import { ownWeightingCodec, weightFactsCodec, type OwnWeights } from './own-vocabulary';
import type { AnyWeightsRow } from './weights-spec';

const guardDecoded = <A>(where: string, codec: t.Type<A>, effect: () => unknown): A =>
  pipe(
    decodeWith(codec)(guard(where, effect)),
    E.getOrElse((fields): A => refuse(where, fields.map(describeInvalidField).join('; '))),
  );

/** A weight that is not finite is told where it leads: it may come of rewards that diverge. */
const wrongWeights = (found: unknown, rows: number): string | undefined => {
  if (!t.UnknownRecord.is(found)) return misfit('{ values, scale, decay }', found);
  const { values, scale, decay }: Readonly<Record<string, unknown>> = found;
  return (
    wrongVector(values, rows, 'values') ??
    Object.entries({ scale, decay })
      .filter(([, number]) => typeof number !== 'number')
      .map(([name, number]) => misfit('a number', number, name))
      .at(0)
  );
};

const guardWeights = (where: string, { mask }: TrajectoryBatch, effect: () => StepWeights): StepWeights => {
  const found = guard(where, effect);
  const wrong = wrongWeights(found, mask.length);
  return wrong === undefined ? found : refuse(where, wrong);
};

/**
 * Weights of one's own that say, where they throw or give what does not fit, in which call. What
 * they say of themselves is checked, as everything else relies on it.
 */
const guardedWeighting = (kind: string, build: () => Weighting): Weighting => {
  const where = (call: string): string => `weights ${kind}: ${call}`;
  const { leaveOneOut, ...made } = guardDecoded(where('build'), ownWeightingCodec, build);
  return {
    name: kind,
    facts: (discount): WeightFacts =>
      guardDecoded(where('facts'), weightFactsCodec, () => made.facts(discount)),
    fit: (discount) => {
      const fitTo = guardFunction(where('fit'), 'a function of a batch', () => made.fit(discount));
      return (reference) => {
        const weigh = guardFunction(where('fit'), 'a function of another batch', () => fitTo(reference));
        return (batch) => guardWeights(where('fit'), batch, () => weigh(batch));
      };
    },
    ...(leaveOneOut && {
      leaveOneOut: (discount) => {
        const at = where('leaveOneOut');
        const fitTo = guardFunction(at, 'a function of a batch', () => leaveOneOut(discount));
        return (batch) => {
          const without = guardFunction(at, 'a function of n', () => fitTo(batch));
          return (n) => guardWeights(at, batch, () => without(n));
        };
      },
    }),
  };
};

/** Weights of a module as a row of a vocabulary. */
export const asWeights = (
  kind: string,
  { default: start = { kind }, about = kind, spec, build }: OwnWeights,
): AnyWeightsRow =>
  weightsRow<OwnSpec>({
    spec,
    default: start,
    about,
    build: (own) => guardedWeighting(kind, () => build(own)),
  });
