import {
  centred,
  fading,
  future,
  itself,
  last,
  pairs,
  past,
  sum,
  times,
  transpose,
  unchained,
  window,
  type Term,
} from '@sgmrl/estimators';
import * as fc from 'fast-check';

const coefficients = fc.constantFrom(-1, -0.5, 0.5, 2);

/**
 * A window of which no small multiple is whole: with few steps, a multiple could pass for a rate.
 */
const oddFactor = 0.7;

const somePairs = fc
  .subarray(
    [
      itself,
      ...(['own', 'other'] as const).flatMap((weight) => [
        past(weight),
        future(weight),
        fading(past(weight)),
        fading(future(weight)),
      ]),
    ],
    { minLength: 1, maxLength: 4 },
  )
  .map((chosen) => pairs(...chosen));

/** Sums, multiples, windows and transposes of pairs. */
const pairTerms: fc.Arbitrary<Term> = fc.letrec<{ readonly term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 2 },
    fc.oneof(somePairs, fc.constantFrom('first-order', 'full-hessian', 'dice', 'lvc')),
    fc.tuple(coefficients, tie('term'), tie('term')).map(([by, a, b]) => sum(times(by, a), b)),
    tie('term').map(transpose),
    tie('term').map((of) => window(oddFactor, of)),
  ),
})).term;

/**
 * Parts that are right to first order at least where weights are not fitted; some of them
 * everywhere.
 */
const goodParts: fc.Arbitrary<Term> = fc.constantFrom<Term>(
  'value',
  'left-out',
  'influence',
  'group-influence',
  'first-order',
  'full-hessian',
  'dice',
  'taypo-2',
  'loaded-dice',
  'first-order-causal',
  transpose(window(1, 'taypo-2')),
);

const oneOf = <A>(...of: readonly fc.Arbitrary<A>[]): fc.Arbitrary<A> => fc.oneof(...of);

const otherParts: fc.Arbitrary<Term> = oneOf<Term>(
  pairTerms,
  pairTerms.map(centred),
  fc.constantFrom<Term>('others-return', 'remainder', times('1/N', 'value')),
);

/** The part, or what becomes of it in some inner steps. */
const inSteps = (part: fc.Arbitrary<Term>): fc.Arbitrary<Term> =>
  oneOf<Term>(
    part,
    part,
    part.map(unchained),
    fc.tuple(part, part).map(([at, before]) => last(at, before)),
  );

/** Parts whose coefficients add up to 1, and leaves that add nothing. */
const balanced: fc.Arbitrary<Term> = fc
  .record({
    first: inSteps(goodParts),
    others: fc.array(fc.tuple(coefficients, inSteps(goodParts)), { maxLength: 2 }),
    nothing: fc.subarray<Term>(['others-return', 'remainder']),
  })
  .map(({ first, others, nothing }) =>
    sum(
      times(
        others.reduce((left, [by]) => left - by, 1),
        first,
      ),
      ...others.map(([by, of]) => times(by, of)),
      ...nothing.map((of) => times(-0.5, of)),
    ),
  );

const anyParts: fc.Arbitrary<Term> = fc
  .array(fc.tuple(coefficients, inSteps(oneOf(goodParts, otherParts))), { minLength: 1, maxLength: 3 })
  .map((parts) => sum(...parts.map(([by, of]) => times(by, of))));

/** Whole terms of all orders: of two thirds the parts count once. */
export const randomTerms: fc.Arbitrary<Term> = fc
  .tuple(fc.constantFrom(1, 1, 1, 1, 1, 0.5, 0), oneOf(balanced, balanced, anyParts))
  .map(([curvature, part]) => sum(times(curvature, 'curvature'), part));
