import {
  builtInNames,
  centred,
  coupled,
  fading,
  future,
  itself,
  last,
  pairs,
  past,
  shrunk,
  sum,
  times,
  transpose,
  unchained,
  window,
  type BiasFacts,
  type Term,
} from '@sgmrl/estimators';
import * as fc from 'fast-check';

const coefficients = fc.constantFrom(-1, -0.5, 0.5, 2);

/** A number of which no small multiple is whole. */
const odd = 0.7;

/** Of some windows a multiple counts steps one apart once, and all others not. */
const factors = fc.constantFrom(0.5, odd);

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

/** Sums, multiples, windows and transposes of pairs: what transpose takes. */
const uncentredTerms: fc.Arbitrary<Term> = fc.letrec<{ readonly term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 2 },
    fc.oneof(somePairs, fc.constantFrom('first-order', 'full-hessian', 'dice', 'lvc')),
    fc.tuple(coefficients, tie('term'), tie('term')).map(([by, a, b]) => sum(times(by, a), b)),
    tie('term').map(transpose),
    fc.tuple(factors, tie('term')).map(([factor, of]) => window(factor, of)),
  ),
})).term;

/** In any order, any number of times, and transposed twice: what pairs may be inside. */
const around = (of: fc.Arbitrary<Term>): fc.Arbitrary<Term> =>
  fc
    .tuple(
      of,
      fc.array(
        fc.constantFrom(
          centred,
          centred,
          unchained,
          (term: Term) => window(0.5, term),
          (term: Term) => window(1, term),
          (term: Term) => transpose(transpose(term)),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([term, operations]) => operations.reduce((inside, operation) => operation(inside), term));

/**
 * What is centred again counts N/(N − 1) times where all trajectories are as long, which few
 * multiples of 0.7 make up for.
 */
const pairTerms: fc.Arbitrary<Term> = fc.oneof(
  uncentredTerms,
  around(uncentredTerms).map((term) => times(odd, term)),
  fc
    .tuple(around(uncentredTerms), uncentredTerms)
    .map(([inside, beside]) => centred(sum(times(odd, inside), beside))),
);

const facts: BiasFacts = {
  innerSteps: 2,
  trajectories: 4,
  inner: { fitted: true, decay: 0.5 },
  outer: { unbiased: true },
};

/**
 * Every leaf of the library that claims to count so many times, in all steps and for all weights.
 */
const leavesThatCount = (times: number): readonly string[] =>
  Object.entries(builtInNames.leaves).flatMap(([name, { claim }]) =>
    claim !== 'unknown' && claim(facts, 'last').times === times ? [name] : [],
  );

/**
 * Parts that are right to first order at least where weights are not fitted; some of them
 * everywhere.
 */
const goodParts: fc.Arbitrary<Term> = fc.constantFrom<Term>(
  ...leavesThatCount(1),
  'first-order',
  'full-hessian',
  'dice',
  'taypo-2',
  'loaded-dice',
  'first-order-causal',
  transpose(window(1, 'taypo-2')),
);

/** The same, centred once more: right but for the factor N/(N − 1). */
const nearlyGoodParts: fc.Arbitrary<Term> = fc
  .constantFrom<Term>('first-order', 'dice', 'full-hessian')
  .map((part) => centred(unchained(centred(part))));

const oneOf = <A>(...of: readonly fc.Arbitrary<A>[]): fc.Arbitrary<A> => fc.oneof(...of);

const otherParts: fc.Arbitrary<Term> = oneOf<Term>(
  pairTerms,
  fc.constantFrom<Term>(...leavesThatCount(0), times('1/N', 'value')),
  goodParts.map(shrunk),
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
    first: inSteps(oneOf(goodParts, goodParts, goodParts, nearlyGoodParts)),
    others: fc.array(fc.tuple(coefficients, inSteps(goodParts)), { maxLength: 2 }),
    nothing: fc.subarray<Term>([...leavesThatCount(0), ...leavesThatCount(0).map(shrunk)]),
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

/** Of two thirds the parts count once. */
const besideCurvature: fc.Arbitrary<Term> = fc
  .tuple(fc.constantFrom(1, 1, 1, 1, 1, 0.5, 0), oneOf(balanced, balanced, anyParts))
  .map(([curvature, part]) => sum(times(curvature, 'curvature'), part));

const differences: fc.Arbitrary<Term> = fc.constantFrom(
  coupled(0.5),
  coupled({ share: 1 }),
  last(coupled({ share: 2 }), coupled({ share: 0.5 })),
);

/** Parts of two whole terms that add up to one. */
const mixed: fc.Arbitrary<Term> = fc
  .tuple(coefficients, differences, besideCurvature)
  .map(([by, difference, term]) => sum(times(by, difference), times(1 - by, term)));

/** Whole terms of all orders. */
export const randomTerms: fc.Arbitrary<Term> = fc.oneof(
  { weight: 8, arbitrary: besideCurvature },
  { weight: 1, arbitrary: differences },
  { weight: 2, arbitrary: mixed },
);
