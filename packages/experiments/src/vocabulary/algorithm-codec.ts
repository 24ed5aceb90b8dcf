import {
  byKind,
  positiveFraction,
  positiveNumber,
  record,
  recordWithOptional,
  refine,
  wholeNumber,
  type Part,
} from '@sgmrl/codecs';
import { termCodec, type Names, type Term } from '@sgmrl/estimators';
import type { ObservationNormalisation } from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import * as t from 'io-ts';
import { fromShorthand } from '../terms/debiasing-shorthand';
import { formerNames } from '../terms/former-names';
import type { AnyOuterUpdateRow, AnyOuterUpdateSpec } from './outer-update-spec';
import type { AlgorithmSpec } from './algorithm-spec';
import { namesIn, type Vocabulary } from './vocabulary';
import { weightsCodec } from './weights-spec';

/** A term, or what to use in the place of a name that is gone. */
const currentTerm = (term: t.Type<Term>): t.Type<Term> =>
  new t.Type<Term>(
    'term',
    term.is,
    (u, context) => {
      const mend = formerNames.get(u);
      if (mend === undefined || term.is(u)) return term.validate(u, context);
      const type = refine(t.unknown, `another term: ${mend}`, () => false);
      return t.failure(u, [...context.slice(0, -1), { ...context[context.length - 1], type }]);
    },
    t.identity,
  );

const jacobian = t.keyof({ full: null, identity: null });

const numbers = {
  innerSteps: wholeNumber(0, 1_000),
  stepSize: positiveNumber,
  discount: positiveFraction,
  metaBatchSize: wholeNumber(1, 100_000),
  trajectories: wholeNumber(1, 100_000),
  evaluationTrajectories: wholeNumber(1, 100_000),
};

/** Codec of an {@link ObservationNormalisation}. */
const observationNormalisation: t.Type<ObservationNormalisation> = record('observation normalisation', {
  clip: positiveNumber,
});

/** Why the fields of the shorthand cannot stand beside `estimator`. */
const rivals = {
  debiasing:
    'nothing beside estimator, which is a whole term; debiasing PART stands for estimator {"op":"sum","of":["curvature",PART]}',
  jacobian: 'nothing beside estimator, which is a whole term: it holds "curvature" or does not',
};

/** Fields that say twice what the estimator is, each an error at its own path. */
const contested = (u: Readonly<Record<string, unknown>>, context: t.Context): t.Errors =>
  Object.entries(rivals)
    .filter(([field]) => Object.hasOwn(u, field))
    .map(([field, expected]) => ({
      value: u[field],
      context: t.appendContext(
        context,
        field,
        refine(t.unknown, expected, () => false),
        u[field],
      ),
    }));

const without = <K extends string>(
  u: Readonly<Record<string, unknown>>,
  fields: readonly K[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(u).filter(([key]) => !fields.some((field) => field === key)));

const estimatorFields = ['debiasing', 'jacobian'] as const;

/**
 * Codec of an {@link AlgorithmSpec} in some words. It reads `debiasing` and `jacobian` in the place
 * of `estimator`, too, and never writes them.
 */
export const algorithmCodec = (
  vocabulary: Pick<Vocabulary, 'terms' | 'weights' | 'outerUpdates'>,
): t.Type<AlgorithmSpec> => {
  const names: Names = namesIn(vocabulary);
  const estimator = currentTerm(termCodec(names));
  const updates: Readonly<Record<string, Part<AnyOuterUpdateSpec>>> = pipe(
    vocabulary.outerUpdates,
    RR.map(({ spec }: AnyOuterUpdateRow) => spec),
  );
  const outerUpdate = byKind<AnyOuterUpdateSpec>('outer update', updates);
  const optional = { observationNormalisation, learnStepSizes: t.literal(true), outerUpdate };
  const weights = weightsCodec(vocabulary.weights);
  const settings = { ...numbers, innerWeights: weights, outerWeights: weights };
  const current = recordWithOptional('algorithm', { estimator, ...settings }, optional);
  const shorthand = recordWithOptional(
    'algorithm',
    { debiasing: estimator, ...settings },
    { jacobian, ...optional },
  );
  return new t.Type<AlgorithmSpec>(
    'algorithm',
    current.is,
    (u, context) => {
      if (!t.UnknownRecord.is(u) || !estimatorFields.some((field) => Object.hasOwn(u, field)))
        return current.validate(u, context);
      if (Object.hasOwn(u, 'estimator')) {
        const decoded = current.validate(without(u, estimatorFields), context);
        return t.failures([...contested(u, context), ...(E.isLeft(decoded) ? decoded.left : [])]);
      }
      return pipe(
        shorthand.validate(u, context),
        E.chain(({ jacobian, debiasing, ...rest }) =>
          current.validate(
            { estimator: fromShorthand({ debiasing, ...(jacobian && { jacobian }) }), ...rest },
            context,
          ),
        ),
      );
    },
    t.identity,
  );
};
