import * as fc from 'fast-check';
import { drawsAnew } from '../terms/draws-anew';
import type { Epsilon } from '../terms/epsilon';
import { builtInNames } from '../terms/built-in-names';
import {
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
  type Pair,
  type Term,
} from '../terms/term';

/** Every pair that there is. */
export const everyPair: readonly Pair[] = [
  itself,
  ...(['own', 'other'] as const).flatMap((weight) =>
    [past(weight), future(weight)].flatMap((pair) => [pair, fading(pair)]),
  ),
];

const factors = fc.constantFrom(0, 0.25, 0.5, 1);
export const coefficients = fc.constantFrom<(number | '1/N')[]>(-2, -1, -0.5, 0, 0.5, 1, 3, '1/N');

const leafPairs: fc.Arbitrary<Term> = fc.subarray([...everyPair]).map((of) => pairs(...of));

const sums = (of: fc.Arbitrary<Term>): fc.Arbitrary<Term> =>
  fc.array(of, { maxLength: 3 }).map((terms) => sum(...terms));

/** What `transpose` takes: pairs and curvature, and what is made of them without `centred`. */
export const uncentredTerms: fc.Arbitrary<Term> = fc.letrec<{ readonly term: Term }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    leafPairs,
    fc.constantFrom('curvature', 'dice', 'first-order', 'full-hessian', 'lvc', 'maml', 'fomaml'),
    sums(tie('term')),
    fc.tuple(coefficients, tie('term')).map(([by, of]) => times(by, of)),
    tie('term').map(transpose),
    fc.tuple(factors, tie('term')).map(([factor, of]) => window(factor, of)),
  ),
})).term;

/** What `window` and `centred` take: pairs and curvature, and what is made of them. */
export const pairTerms: fc.Arbitrary<Term> = fc.letrec<{ readonly term: Term }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    uncentredTerms,
    sums(tie('term')),
    fc.tuple(coefficients, tie('term')).map(([by, of]) => times(by, of)),
    tie('term').map(centred),
    fc.tuple(factors, tie('term')).map(([factor, of]) => window(factor, of)),
    tie('term').map(unchained),
    fc.tuple(tie('term'), tie('term')).map(([at, before]) => last(at, before)),
  ),
})).term;

const everyName = ['curvature', ...Object.keys(builtInNames.leaves), ...Object.keys(builtInNames.terms)];

/** The names of what draws no trajectories of its own. */
export const drawingNothing = everyName.filter((name) => !drawsAnew(name));

/** Any term that has a meaning, and draws no trajectories of its own. */
export const terms: fc.Arbitrary<Term> = fc.letrec<{ readonly term: Term }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...drawingNothing),
    pairTerms,
    sums(tie('term')),
    fc.tuple(coefficients, tie('term')).map(([by, of]) => times(by, of)),
    tie('term').map(unchained),
    tie('term').map(shrunk),
    fc.tuple(tie('term'), tie('term')).map(([at, before]) => last(at, before)),
  ),
})).term;

const epsilons = fc.oneof(
  fc.constantFrom<Epsilon>(0.1, 1, 1e-6, 0, -1, NaN, 1e4),
  fc.constantFrom(0.5, 0, Infinity).map((share): Epsilon => ({ share })),
);

/** Any term that has a meaning; many draw trajectories of their own. */
export const coupledTerms: fc.Arbitrary<Term> = fc.letrec<{ readonly term: Term }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    terms,
    fc.constantFrom<Term[]>('coupled', coupled(0.1), coupled(1), coupled({ share: 0.5 })),
    sums(tie('term')),
    fc.tuple(coefficients, tie('term')).map(([by, of]) => times(by, of)),
    fc.tuple(tie('term'), tie('term')).map(([at, before]) => last(at, before)),
  ),
})).term;

/**
 * Terms of which most have no meaning: any operation around any name, and numbers that are none.
 */
export const anyTerms: fc.Arbitrary<Term> = fc.letrec<{ readonly term: Term }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...everyName, 'diec', 'toString', ''),
    leafPairs,
    epsilons.map(coupled),
    sums(tie('term')),
    fc
      .tuple(fc.oneof(coefficients, fc.constantFrom(NaN, Infinity)), tie('term'))
      .map(([by, of]) => times(by, of)),
    tie('term').map(centred),
    tie('term').map(transpose),
    fc
      .tuple(fc.oneof(factors, fc.constantFrom(NaN, -1, 1.5)), tie('term'))
      .map(([factor, of]) => window(factor, of)),
    tie('term').map(unchained),
    fc.tuple(tie('term'), tie('term')).map(([at, before]) => last(at, before)),
  ),
})).term;

/** Two ways to write one map, by an axiom of vector spaces or what an operation says of itself. */
export interface SameMap {
  readonly axiom: string;
  readonly left: Term;
  readonly right: Term;
}

const same = (axiom: string, left: Term, right: Term): SameMap => ({ axiom, left, right });

/** Every axiom on random terms. */
export const sameMaps: fc.Arbitrary<readonly SameMap[]> = fc
  .record({
    a: terms,
    b: terms,
    c: terms,
    p: pairTerms,
    q: pairTerms,
    u: uncentredTerms,
    v: uncentredTerms,
    j: fc.constantFrom(-2, -0.5, 0, 0.5, 3),
    k: coefficients,
    f: fc.constantFrom(0, 0.5, 1),
    g: fc.constantFrom(0.25, 0.5),
  })
  .map(({ a, b, c, p, q, u, v, j, k, f, g }) => [
    same('a + b = b + a', sum(a, b), sum(b, a)),
    same('(a + b) + c = a + (b + c)', sum(sum(a, b), c), sum(a, sum(b, c))),
    same('a + 0 = a', sum(a, sum()), a),
    same('a + (−1) a = 0', sum(a, times(-1, a)), sum()),
    same('1 a = a', times(1, a), a),
    same('0 a = 0', times(0, a), sum()),
    same('j (k a) = k (j a)', times(j, times(k, a)), times(k, times(j, a))),
    same('k (a + b) = k a + k b', times(k, sum(a, b)), sum(times(k, a), times(k, b))),
    same('(j + 2) a = j a + 2 a', times(j + 2, a), sum(times(j, a), times(2, a))),
    same('centred is linear', centred(sum(times(k, p), q)), sum(times(k, centred(p)), centred(q))),
    same('unchained is linear', unchained(sum(times(k, a), b)), sum(times(k, unchained(a)), unchained(b))),
    same('unchained twice is once', unchained(unchained(a)), unchained(a)),
    same('unchained and centred change places', unchained(centred(p)), centred(unchained(p))),
    same('shrunk is linear', shrunk(sum(times(k, a), b)), sum(times(k, shrunk(a)), shrunk(b))),
    same('shrunk twice is once', shrunk(shrunk(a)), shrunk(a)),
    same('shrunk leaves curvature', shrunk(sum('curvature', p)), sum('curvature', shrunk(p))),
    same('shrunk leaves curvature alone', shrunk('curvature'), 'curvature'),
    same('shrunk and centred change places', shrunk(centred(p)), centred(shrunk(p))),
    same('shrunk and unchained change places', shrunk(unchained(a)), unchained(shrunk(a))),
    same('window is linear', window(g, sum(times(k, p), q)), sum(times(k, window(g, p)), window(g, q))),
    same('window of window', window(f, window(g, p)), window(f * g, p)),
    same('window of 1', window(1, p), p),
    same('window and centred change places', window(g, centred(p)), centred(window(g, p))),
    same('transpose is linear', transpose(sum(times(k, u), v)), sum(times(k, transpose(u)), transpose(v))),
    same('transpose is an involution', transpose(transpose(u)), u),
    same('transpose and window change places', transpose(window(g, u)), window(g, transpose(u))),
    same('last of one', last(a, a), a),
    same('last is linear', last(sum(times(k, a), b), c), sum(times(k, last(a, sum())), last(b, c))),
    same('last of last', last(last(a, b), last(b, c)), last(a, c)),
  ]);
