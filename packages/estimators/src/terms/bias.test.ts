import * as fc from 'fast-check';
import { pairTerms, sameMaps } from '../testing/terms';
import { biasOf } from './bias';
import type { BiasFacts, Order } from './claim';
import type { Given } from './given';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import { areEqual, normalForm } from './normal-form';
import {
  centred,
  coupled,
  future,
  itself,
  last,
  minus,
  pairs,
  past,
  shrunk,
  sum,
  times,
  unchained,
  window,
  type Term,
} from './term';

const facts: BiasFacts = {
  innerSteps: 1,
  trajectories: 4,
  inner: { fitted: false, decay: 1 },
  outer: { unbiased: true },
};
const fitted: BiasFacts = { ...facts, inner: { fitted: true, decay: 0.5 } };
const fading: BiasFacts = { ...facts, inner: { fitted: false, decay: 0.5 } };
const ofThatStep: BiasFacts = { ...facts, inner: { fitted: false, decay: 0 } };
const twoSteps: BiasFacts = { ...facts, innerSteps: 2 };
const beside = (part: Term): Term => sum('curvature', part);

const thrice = centred(centred('first-order-causal'));
const alike = centred(centred(centred('first-order')));

/** 2 · 0.5^{|h−h′|} is 1 at distance 1. */
const windowed = sum('lvc', times(2, window(0.5, pairs(past('other'), future('other')))));

/** 6 · 0.5^{|h−h′|} − 8 · 0.25^{|h−h′|} is 1 at distances 1 and 2. */
const twoWindows = sum(
  'lvc',
  times(6, window(0.5, pairs(past('other'), future('other')))),
  times(-8, window(0.25, pairs(past('other'), future('other')))),
);

// The orders are those of docs/theory: an unbiased value part, pairs of a trajectory to first order
// in α, none.
it.each<[string, Term, BiasFacts, Order]>([
  ['Algorithm 1', 'sg-mrl', facts, '0'],
  ['Algorithm 1, any weights', 'sg-mrl', fitted, '0'],
  ['Algorithm 1, two steps', 'sg-mrl', twoSteps, '0'],
  ['MAML', 'maml', facts, 'O(α)'],
  ['first-order MAML', 'fomaml', facts, 'O(α)'],
  ['no inner step, whatever the term', 'fomaml', { ...facts, innerSteps: 0 }, '0'],
  ['outer weights with a bias', 'sg-mrl', { ...facts, outer: { unbiased: false } }, 'O(1)'],
  ['E-MAML', beside('e-maml'), facts, 'O(α)'],
  ['E-MAML of one trajectory', beside('e-maml'), { ...facts, trajectories: 1 }, '0'],
  ['DiCE', beside('dice'), facts, 'O(α²/N)'],
  ['DiCE, weights that fade', beside('dice'), fading, 'O(α²/N)'],
  ['DiCE, fitted weights', beside('dice'), fitted, 'O(α)'],
  ['DiCE, fitted weights of one trajectory', beside('dice'), { ...fitted, trajectories: 1 }, 'O(α)'],
  ['TayPO, weights that do not fade', beside('taypo-2'), facts, 'O(α²/N)'],
  ['TayPO, weights that fade', beside('taypo-2'), fading, 'O(α)'],
  ['pairs of a step with itself alone', beside('lvc'), facts, 'O(α)'],
  ['the same of one step', beside('lvc'), { ...facts, horizon: 1 }, 'O(α²/N)'],
  ['a window', beside(window(0.5, 'first-order')), facts, 'O(α)'],
  ['leaving out', beside('leave-one-out'), fitted, '0'],
  ['leaving out, two steps', beside('leave-one-out'), { ...twoSteps, inner: fitted.inner }, 'O(α²/N)'],
  ['leaving out along λ', beside('influence'), fitted, 'O(α²/N)'],
  ['errors that cancel', beside('leave-one-out-corrected'), facts, '0'],
  // What is not linear in J is a second-order remainder.
  ['remainders in an earlier step', last('sg-mrl', sum('sg-mrl', 'remainder')), twoSteps, 'O(α²)'],
  ['half and half', beside(sum(times(0.5, 'value'), times(0.5, 'dice'))), facts, 'O(α²/N)'],
  ['too much', beside(times(2, 'value')), facts, 'O(α)'],
  ['errors less themselves', beside(sum('value', minus('dice', 'dice'))), facts, '0'],
  ['a central difference', coupled(0.1), facts, 'O(αε²)'],
  ['a central difference, two steps', coupled(0.1), twoSteps, 'O(αε²)'],
  // ε is then of order α, and αε² of order α³.
  ['a central difference over a share of the step', coupled({ share: 1 }), facts, 'O(α²/N)'],
  ['the same, two steps', coupled({ share: 1 }), twoSteps, 'O(α²/N)'],
  [
    'two shares of the step',
    sum('sg-mrl', minus(coupled({ share: 1 }), coupled({ share: 0.5 }))),
    facts,
    'O(α³)',
  ],
  ['a central difference of fitted weights', coupled(0.1), fitted, 'O(α)'],
  ['a central difference of weights that fade', coupled(0.1), fading, 'O(α)'],
  ['the same of one step', coupled(0.1), { ...fading, horizon: 1 }, 'O(αε²)'],
  ['a central difference beside curvature', beside(coupled(0.1)), facts, 'O(α)'],
  ['half of it, half exact', sum(times(0.5, coupled(0.1)), times(0.5, 'sg-mrl')), facts, 'O(αε²)'],
  ['less itself', sum('sg-mrl', minus(coupled(0.1), coupled(0.1))), facts, '0'],
  ['half of the curvature', sum(times(0.5, 'curvature'), 'value'), facts, 'O(α)'],
  ['shrunk', beside(shrunk('dice')), facts, 'O(α)'],
  [
    'shrunk, but for what makes up for it',
    beside(sum('value', shrunk('dice'), times(-1, shrunk('dice')))),
    facts,
    '0',
  ],
  [
    'shrunk, and another shrunk part the other way',
    beside(sum('value', shrunk('lvc'), times(-1, shrunk('dice')))),
    facts,
    'O(α)',
  ],
  ['unchained, one step', beside(unchained('dice')), facts, 'O(α²/N)'],
  ['unchained, two steps', beside(unchained('dice')), twoSteps, 'O(α²)'],
  ['the last step only', last('sg-mrl', 'maml'), facts, '0'],
  // A weight that knows nothing of later steps has mean zero beside their scores.
  ['DiCE, weights that know no later step', beside('dice'), ofThatStep, 'O(α²/N)'],
  ['its centred form, of such weights', beside('first-order-causal'), ofThatStep, 'O(α²/N)'],
  ['no pairs with the past, of such weights', beside(pairs(itself, future('other'))), ofThatStep, 'O(α²/N)'],
  ['all pairs, of such weights', beside('first-order'), ofThatStep, 'O(α²/N)'],
  ['Algorithm 1, of such weights', 'sg-mrl', ofThatStep, '0'],
  ['TayPO, of such weights', beside('taypo-2'), ofThatStep, 'O(α)'],
  ['no pairs with the future, of such weights', beside('lvc'), ofThatStep, 'O(α)'],
  ['DiCE, such weights fitted', beside('dice'), { ...fitted, inner: { fitted: true, decay: 0 } }, 'O(α)'],
  ['the last step only, of two', last('sg-mrl', 'maml'), twoSteps, 'O(α)'],
  ['centred again', beside(centred('first-order-causal')), facts, 'O(α)'],
  ['centred again, less itself', beside(sum('value', minus(thrice, thrice))), facts, '0'],
  // To first order all pairs have the same mean, however often they are centred.
  ['centred again, less its like', beside(sum('dice', minus(thrice, alike))), facts, 'O(α²/N)'],
  ['centred again, of one trajectory', beside(thrice), { ...facts, trajectories: 1 }, 'O(α²/N)'],
  ['centred again, one step', beside(centred('first-order-causal')), { ...facts, horizon: 1 }, 'O(α)'],
  [
    'as often as N says, one step',
    beside(times(0.75, centred(centred('lvc')))),
    { ...facts, horizon: 1 },
    'O(α²/N)',
  ],
  ['in a window, unchained', beside(window(1, unchained(centred('first-order-causal')))), twoSteps, 'O(α)'],
  // At H = 2 steps are one apart, at H = 3 one or two.
  ['a window that makes up for itself, H = 2', beside(windowed), { ...facts, horizon: 2 }, 'O(α²/N)'],
  ['a window that makes up for itself, H = 3', beside(windowed), { ...facts, horizon: 3 }, 'O(α)'],
  [
    'nothing in other words, H = 2',
    beside(sum('value', minus(windowed, 'first-order'))),
    { ...facts, horizon: 2 },
    '0',
  ],
  ['two windows, H = 3', beside(twoWindows), { ...facts, horizon: 3 }, 'O(α²/N)'],
  ['two windows, H = 4', beside(twoWindows), { ...facts, horizon: 4 }, 'O(α)'],
  // What a leaf is in other words has the errors of those.
  [
    'influence less what it is, N = 1',
    beside(sum('value', minus('influence', 'first-order'))),
    { ...facts, trajectories: 1 },
    '0',
  ],
  [
    'influence less what it is, H = 1',
    beside(sum('value', minus('influence', centred('lvc')))),
    { ...facts, horizon: 1 },
    '0',
  ],
  ['errors that cancel, N = 1', beside('leave-one-out-corrected'), { ...facts, trajectories: 1 }, '0'],
  ['errors that cancel, H = 1', beside('leave-one-out-corrected'), { ...facts, horizon: 1 }, '0'],
  [
    'operations in another order',
    beside(sum('value', minus(unchained(centred('dice')), centred(unchained('dice'))))),
    twoSteps,
    '0',
  ],
  [
    'what reads no λ, unchained',
    beside(sum('value', minus('remainder', unchained('remainder')))),
    twoSteps,
    '0',
  ],
  [
    'centred twice, less what it is, one step',
    sum('sg-mrl', centred('lvc'), times(-0.5, centred(centred('lvc')))),
    { ...facts, trajectories: 2, horizon: 1 },
    '0',
  ],
  [
    'centred thrice and unchained, less what it is, one step',
    sum('sg-mrl', thrice, times(-4, unchained(centred('lvc')))),
    { ...facts, trajectories: 2, horizon: 1 },
    '0',
  ],
  ['two sizes of ε', sum('sg-mrl', minus(coupled(0.1), coupled(0.2))), facts, 'O(αε²)'],
  ['thirds', beside(sum(...[1, 1, 1].map(() => times(1 / 3, 'value')))), facts, '0'],
])('%s', (_what, term, given, order) => {
  expect(biasOf(term, given).order).toBe(order);
});

const someFacts: fc.Arbitrary<BiasFacts> = fc.record(
  {
    innerSteps: fc.constantFrom(1, 2),
    trajectories: fc.constantFrom(1, 2, 3, 5),
    horizon: fc.constantFrom(1, 1, 2, 3),
    inner: fc.record({ fitted: fc.boolean(), decay: fc.constantFrom(0, 0.5, 1) }),
    outer: fc.constant({ unbiased: true }),
  },
  { requiredKeys: ['innerSteps', 'trajectories', 'inner', 'outer'] },
);

const givenBy = ({ innerSteps, trajectories, horizon, inner: { fitted, decay } }: BiasFacts): Given => ({
  innerSteps,
  trajectories,
  ...(horizon !== undefined && { horizon }),
  decay,
  ownWeights: !fitted,
});

const besideExact = (one: Term, other: Term): Term => sum('sg-mrl', minus(one, other));

it('finds no bias in the difference of terms that are equal, as the axioms say', () => {
  fc.assert(
    fc.property(sameMaps, someFacts, (maps, given) => {
      for (const { axiom, left, right } of maps) {
        expect([axiom, areEqual(left, right, givenBy(given))]).toEqual([axiom, true]);
        expect([axiom, biasOf(besideExact(left, right), given).order]).toEqual([axiom, '0']);
      }
    }),
  );
});

/** A multiple of one pair, as the name that a normal form gives it says. */
const multipleOf = ([name, coefficient]: readonly [string, number]): Term =>
  times(
    coefficient,
    name
      .split(' ')
      .reduceRight<Term>(
        (of, word) =>
          ({ centred: centred(of), unchained: unchained(of), itself: pairs(itself) })[word] ?? word,
        'none',
      ),
  );

const isForm = (u: unknown): u is Readonly<Record<string, readonly (readonly [string, number])[]>> =>
  typeof u === 'object';

it('finds no bias in what is left of a term of one step without its normal form', () => {
  fc.assert(
    fc.property(pairTerms, someFacts, (term, someGiven) => {
      const given = { ...someGiven, horizon: 1 };
      const form: unknown = JSON.parse(normalForm(term, givenBy(given)));
      if (!isForm(form)) throw new Error('expected an object');
      const { last: at = [], earlier = [] } = form;
      const other = last(sum(...at.map(multipleOf)), sum(...earlier.map(multipleOf)));
      expect(areEqual(term, other, givenBy(given))).toBe(true);
      expect(biasOf(besideExact(term, other), given).order).toBe('0');
    }),
  );
});

const reasons = (term: Term, given: BiasFacts): readonly string[] => biasOf(term, given).because;

it('says why', () => {
  expect(reasons('maml', facts)).toEqual([
    'pairs of a step with itself count 0 times, not once',
    'pairs of a step with an earlier one count 0 times, not once',
    'pairs of a step with a later one count 0 times, not once',
  ]);
  expect(reasons(sum(times(3, 'curvature'), 'value'), facts)).toEqual(['curvature counts 3 times, not once']);
  expect(reasons(beside(sum('lvc', pairs(past('other')))), { ...facts, horizon: 1 })).toEqual([
    'error of pairs of a step with itself: O(α²/N)',
  ]);
  expect(reasons(beside('taypo-2'), fading)).toEqual([
    'pairs of a step with an earlier one count 2^{|h−h′|} times, not once',
  ]);
  expect(reasons(beside(sum('taypo-2', window(0.5, pairs(past('other'))))), fading)).toEqual([
    'pairs of a step with an earlier one count 2^{|h−h′|} + 0.5^{|h−h′|} times, not once',
  ]);
  expect(reasons(beside('full-hessian'), fitted)).toContain(
    'pairs of a step with an earlier one count with the weight of the step itself, where that of the other is asked for',
  );
  expect(reasons(beside('dice'), facts)).toEqual([
    'error of pairs of a step with itself: O(α²/N)',
    'error of pairs of a step with a later one (weight of the other): O(α²/N)',
    'error of pairs of a step with an earlier one (own weight): O(α²/N)',
  ]);
  const windowed = sum(
    'full-hessian',
    minus(window(0.5, pairs(past('own'))), window(0.5, pairs(past('other')))),
  );
  expect(reasons(beside(windowed), facts).slice(-2)).toEqual([
    'error of pairs of a step with an earlier one (own weight, 0.5^{|h−h′|} times): O(α²/N)',
    'error of pairs of a step with an earlier one (weight of the other, 0.5^{|h−h′|} times): O(α²/N)',
  ]);
  expect(reasons('sg-mrl', { ...facts, outer: { unbiased: false } })).toEqual([
    'the outer policy gradient has a bias of its own with these weights',
  ]);
  expect(reasons('sg-mrl', facts)).toEqual([]);
  expect(reasons(sum(times(1.0000001, 'curvature'), 'value'), facts)).toEqual([
    'curvature counts 1.0000001 times, not once',
  ]);
});

it('says how often pairs that are centred again count', () => {
  const why = ', n trajectories running at the step: they are centred again';
  expect(reasons(beside(centred('first-order-causal')), facts)).toEqual([
    `pairs of a step with itself count (n/(n−1)) times, not once${why}`,
    `pairs of a step with an earlier one count (n/(n−1)) times, not once${why}`,
    `pairs of a step with a later one count (n/(n−1)) times, not once${why}`,
  ]);
  expect(reasons(beside(sum('dice', times(0.5, thrice))), { ...facts, horizon: 1 })).toEqual([
    'pairs of a step with itself count 1.88889 times, not once',
  ]);
  expect(reasons(beside(sum('lvc', times(0.5, thrice))), facts)[0]).toBe(
    `pairs of a step with itself count 1 + 0.5 · (n/(n−1))^2 times, not once${why}`,
  );
});

it('says how far apart the steps are whose pairs count wrong', () => {
  const text = 'pairs of a step with an earlier one';
  expect(reasons(beside(windowed), { ...facts, horizon: 3 })).toContain(
    `${text}, 2 steps apart, count 0.5 times, not once`,
  );
  expect(reasons(beside('lvc'), { ...facts, horizon: 3 })).toContain(`${text} count 0 times, not once`);
  expect(reasons(beside(twoWindows), { ...facts, horizon: 5 })).toContain(
    `${text}, 3 steps apart, count 0.625 times, not once`,
  );
  expect(reasons(beside('dice'), { ...facts, horizon: 3 })).toHaveLength(3);
});

it.each<[string, Term, BiasFacts, Order, boolean]>([
  ['no 1/N', beside('dice'), facts, 'O(α²/N)', false],
  ['a share 1/N in the place of the whole', beside('e-maml'), facts, 'O(α)', false],
  ['the same, of one trajectory', beside('e-maml'), { ...facts, trajectories: 1 }, '0', false],
  ['a share 1/N too much', sum('sg-mrl', times('1/N', 'lvc')), facts, 'O(α)', true],
  [
    'the same in one of two steps',
    last(sum('sg-mrl', times('1/N', 'lvc')), 'sg-mrl'),
    twoSteps,
    'O(α)',
    true,
  ],
  ['a share 1/N of an error', sum('sg-mrl', times('1/N', minus('dice', 'value'))), facts, 'O(α²/N)', true],
  ['beside the whole error', beside(sum('dice', times('1/N', minus('lvc', 'lvc')))), facts, 'O(α²/N)', false],
  ['centred again', beside(centred('first-order-causal')), facts, 'O(α)', true],
  ['half of it centred again', beside(times(0.5, centred('first-order-causal'))), facts, 'O(α)', false],
  ['beside a larger one', sum('maml', times('1/N', 'lvc')), facts, 'O(α)', false],
  ['steps that make up for each other', last(times(2, 'sg-mrl'), sum()), twoSteps, 'O(α)', true],
  [
    'errors of one name that make up for each other',
    beside(last('dice', minus(times(2, 'value'), 'dice'))),
    twoSteps,
    'O(α²/N)',
    true,
  ],
  [
    'coupled differences that do',
    last(coupled(0.2), minus(times(2, 'sg-mrl'), coupled(0.2))),
    twoSteps,
    'O(αε²)',
    true,
  ],
  ['the same error at all steps', beside('dice'), twoSteps, 'O(α²/N)', false],
  ['two steps that are wrong alike', 'maml', twoSteps, 'O(α)', false],
  ['one wrong step of two', last('maml', 'sg-mrl'), twoSteps, 'O(α)', false],
  ['single steps with fitted weights', beside('dice'), { ...fitted, horizon: 1 }, 'O(α)', true],
  ['the same with a wrong count', 'maml', { ...fitted, horizon: 1 }, 'O(α)', false],
  ['fitted weights', beside('dice'), fitted, 'O(α)', true],
  ['fitted weights and a wrong count', sum('maml', times(2, 'dice')), fitted, 'O(α)', false],
])('knows whether a bias may be less: %s', (_what, term, given, order, isUpperBound) => {
  const { upperBound, ...bias } = biasOf(term, given);
  expect([bias.order, upperBound.length > 0]).toEqual([order, isUpperBound]);
});

it('does not know what nobody has derived', () => {
  const names: Names = {
    ...builtInNames,
    leaves: { mine: { ...builtInNames.leaves['value'], claim: 'unknown' } },
  };
  const unknown = { order: 'unknown', upperBound: [], because: ['nothing is known of mine'] };
  expect(biasOf(beside('mine'), facts, names)).toEqual(unknown);
  for (const term of [last('mine', 'curvature'), last('curvature', 'mine')])
    expect(biasOf(term, twoSteps, names)).toEqual(unknown);
  expect(biasOf(sum('curvature', times(0, 'mine')), facts, names).order).toBe('O(α)');
});

it.each<[Partial<BiasFacts>, string]>([
  [{ innerSteps: -1 }, 'innerSteps: expected an integer from 0, found -1'],
  [{ trajectories: 0 }, 'trajectories: expected an integer from 1, found 0'],
  [{ horizon: 0.5 }, 'horizon: expected an integer from 1, found 0.5'],
  [{ inner: { fitted: false, decay: 2 } }, 'decay: expected a number from 0 to 1, found 2'],
])('refuses facts that are none: %j', (wrong, message) => {
  expect(() => biasOf('sg-mrl', { ...facts, ...wrong })).toThrow(new RangeError(message));
});

it('refuses a term that has no meaning, whatever the facts', () => {
  expect(() => biasOf('diec', { ...facts, innerSteps: 0 })).toThrow(RangeError);
});

it('says why a bias may be less', () => {
  const why = (term: Term, given: BiasFacts) => biasOf(term, given).upperBound.join();
  expect(why(last(times(2, 'sg-mrl'), sum()), twoSteps)).toMatch(
    /^what is wrong in the last inner step [^,]*$/,
  );
  expect(why(beside('dice'), fitted)).toMatch(/^it comes from the fit of the weights alone, [^1]*$/);
  expect(why(beside(centred('first-order-causal')), facts)).toMatch(/^what makes it is a multiple by 1\/N/);
});
