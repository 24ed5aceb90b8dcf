import { fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
import { subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { coefficients, drawingNothing, sameMaps, terms } from '../testing/terms';
import { gradientOf, traceShapes, tracesOf, type TraceShape } from '../testing/traces';
import { formulaOf } from './formula';
import type { Given } from './given';
import { library } from './library';
import { areEqual, normalForm } from './normal-form';
import {
  centred,
  fading,
  future,
  itself,
  last,
  minus,
  pairs,
  past,
  sum,
  times,
  transpose,
  unchained,
  window,
  type Term,
} from './term';
import { weightFacts } from '../weight-facts';

it('decides the axioms of vector spaces, and what the operations say of themselves', () => {
  fc.assert(
    fc.property(sameMaps, (maps) => {
      for (const { axiom, left, right } of maps)
        expect([axiom, normalForm(left)]).toEqual([axiom, normalForm(right)]);
    }),
  );
});

/** All that is true of data of this shape. */
const factsOf = ({ innerSteps, trajectories, horizon, stepSize, innerWeights }: TraceShape): Given => ({
  innerSteps,
  trajectories,
  horizon,
  stepSize,
  ownWeights: !weightFacts(innerWeights, 0.9).fitted,
  decay: weightFacts(innerWeights, 0.9).decay,
});

const someOf = (given: Given): fc.Arbitrary<Given> =>
  fc.subarray(Object.entries(given)).map((chosen) => Object.fromEntries(chosen));

const size = (x: Vector): number => Math.hypot(...Array.from(x));

const areClose = (x: Vector, y: Vector): boolean => size(subtract(x, y)) <= 1e-10 * (1 + size(x) + size(y));

/** Leaves and terms of few operations, among which many are equal under conditions. */
const small: readonly Term[] = [
  ...Object.keys(library).filter((name) => drawingNothing.includes(name)),
  'others-return',
  'left-out',
  'remainder',
  'group-influence',
  transpose('dice'),
  window(0, 'dice'),
  centred('lvc'),
  centred('first-order'),
  unchained('dice'),
  unchained('influence'),
  last('value', 'dice'),
  last('dice', 'lvc'),
  minus('dice', 'taypo-2'),
  minus('sg-mrl', 'curvature'),
  sum('influence', 'remainder'),
  times(0.5, sum('dice', 'loaded-dice')),
  ...[past, future].flatMap((place) =>
    (['own', 'other'] as const).flatMap((weight) => [pairs(place(weight)), pairs(fading(place(weight)))]),
  ),
  pairs(itself, past('own'), future('own')),
];

const casesWithConditions = traceShapes.chain((shape) =>
  fc.record({ one: tracesOf(shape), given: someOf(factsOf(shape)), facts: fc.constant(factsOf(shape)) }),
);

it('equal normal forms give equal numbers on all data that meet the conditions', () => {
  let found = 0;
  fc.assert(
    fc.property(casesWithConditions, terms, coefficients, ({ one, given }, beside, k) => {
      const pool: readonly Term[] = [...small, ...small.map((term) => sum(beside, times(k, term)))];
      const first = new Map<string, Vector>();
      for (const term of pool) {
        const form = normalForm(term, given);
        const numbers = gradientOf(one, term);
        const other = first.get(form);
        if (other === undefined) first.set(form, numbers);
        else {
          found++;
          if (!areClose(numbers, other))
            throw new Error(`${JSON.stringify(term)} has the form of another: ${form}`);
        }
      }
    }),
    { numRuns: 40 },
  );
  expect(found).toBeGreaterThan(200);
});

/** What every one of some facts says alike. */
const agreed = (facts: readonly Given[]): Given =>
  Object.fromEntries(
    Object.entries(facts[0]).filter(([key, value]) =>
      facts.every((one) => Object.entries(one).some(([k, v]) => k === key && v === value)),
    ),
  );

/** Pairs of terms with equal numbers on all data of some kind that were tried, and other forms. */
const search = (kind: Partial<TraceShape>): readonly string[] => {
  const shapes = traceShapes.map((shape) => ({ ...shape, stepSize: 0.4, ...kind }));
  const cases = fc.sample(
    shapes.chain((shape) => fc.record({ one: tracesOf(shape), facts: fc.constant(factsOf(shape)) })),
    { seed: 7, numRuns: 16 },
  );
  const given = agreed(cases.map(({ facts }) => facts));
  const all = small.map((term) => ({ term, numbers: cases.map(({ one }) => gradientOf(one, term)) }));
  return all.flatMap((a, i) =>
    all
      .slice(i + 1)
      .filter(({ numbers }) => a.numbers.every((x, k) => areClose(x, numbers[k])))
      .filter(({ term }) => !areEqual(a.term, term, given))
      .map(({ term }) => `${formulaOf(a.term).text} = ${formulaOf(term).text}`),
  );
};

const named = (...equal: readonly (readonly [Term, Term])[]): readonly string[] =>
  equal.map(([a, b]) => `${formulaOf(a).text} = ${formulaOf(b).text}`);

/** Up to four trajectories are a group each; that N is at most 4 is no condition. */
const groupsOfOne = named(['leave-one-out', 'leave-group-out'], ['left-out', 'group-influence']);

describe('equal numbers with other forms: all that a search finds among few operations', () => {
  it.each<[string, Partial<TraceShape>, readonly string[]]>([
    ['on all data', {}, []],
    ['ζ = 1', { innerSteps: 1 }, []],
    ['N = 1', { trajectories: 1 }, []],
    ['H = 1', { horizon: 1 }, groupsOfOne],
    ['H = 2', { horizon: 2 }, []],
    ['H = 2, κ = 0', { horizon: 2, innerWeights: fromWeightsSpec({ kind: 'advantage', lambda: 0 }) }, []],
    ['α = 0', { stepSize: 0 }, []],
    ['reward-to-go', { innerWeights: rewardToGo }, []],
    ['κ = 0', { innerWeights: fromWeightsSpec({ kind: 'advantage', lambda: 0 }) }, []],
    ['N = 1, H = 1', { trajectories: 1, horizon: 1 }, []],
    ['N = 3, H = 1', { trajectories: 3, horizon: 1 }, []],
    ['N = 1, reward-to-go', { trajectories: 1, innerWeights: rewardToGo }, []],
    ['H = 1, reward-to-go', { horizon: 1, innerWeights: rewardToGo }, groupsOfOne],
  ])('%s', (_what, kind, known) => {
    expect(search(kind)).toEqual(known);
  });
});

it('tells a small multiple from nothing, and rounding from a multiple', () => {
  expect(areEqual(times(1e-13, 'dice'), sum())).toBe(false);
  expect(areEqual(sum('maml', times(1e-10, 'value')), 'maml')).toBe(false);
  expect(areEqual(sum(times(0.1, 'dice'), times(0.2, 'dice'), times(-0.3, 'dice')), sum())).toBe(true);
  expect(areEqual(sum(times(0.1, 'dice'), times(0.2, 'dice')), times(0.3, 'dice'))).toBe(true);
});

it('knows 1/N as a power of N until N is given', () => {
  expect(areEqual(times('1/N', 'value'), times(0.25, 'value'))).toBe(false);
  expect(areEqual(times('1/N', 'value'), times(0.25, 'value'), { trajectories: 4 })).toBe(true);
  expect(areEqual(times('1/N', times('1/N', 'dice')), times('1/N', 'dice'))).toBe(false);
});

it('knows how far apart two steps of a short horizon can be', () => {
  const others = pairs(past('other'), future('other'));
  const one = sum('lvc', times(2, window(0.5, others)));
  expect(areEqual(one, 'first-order', { horizon: 2 })).toBe(true);
  for (const given of [{}, { horizon: 3 }, { horizon: 1000 }])
    expect(areEqual(one, 'first-order', given)).toBe(false);
  const two = sum('lvc', times(6, window(0.5, others)), times(-8, window(0.25, others)));
  expect(areEqual(two, 'first-order', { horizon: 3 })).toBe(true);
  expect(areEqual(two, 'first-order', { horizon: 4 })).toBe(false);
  expect(
    areEqual(times(2, window(0.5, pairs(fading(past('own'))))), pairs(fading(past('own'))), { horizon: 2 }),
  ).toBe(true);
  expect(areEqual(pairs(fading(past('own'))), pairs(past('own')), { horizon: 2 })).toBe(false);
});

it('knows what centring again makes of one step', () => {
  const again = centred(centred('lvc'));
  expect(areEqual(again, times(1.5, centred('lvc')), { horizon: 1, trajectories: 3 })).toBe(true);
  expect(areEqual(again, times(1.5, centred('lvc')), { trajectories: 3 })).toBe(false);
  expect(areEqual(again, centred('lvc'), { horizon: 1 })).toBe(false);
});

it('takes all terms for one where there is no inner step', () => {
  expect(areEqual('dice', 'lvc', { innerSteps: 0 })).toBe(true);
  expect(normalForm('maml', { innerSteps: 0 })).toBe(normalForm('fomaml', { innerSteps: 0 }));
  expect(() => normalForm('diec', { innerSteps: 0 })).toThrow(RangeError);
});

it('gives one form to no two terms that it tells apart', () => {
  const nearly = sum('value', times(1e-13, 'value'));
  expect(areEqual(nearly, 'value')).toBe(false);
  expect(normalForm(nearly)).not.toBe(normalForm('value'));
  fc.assert(
    fc.property(terms, terms, fc.constantFrom(1e-13, 1e-10, 0.1, 1 / 3), (a, b, small) => {
      for (const [one, other] of [
        [a, sum(a, times(small, b))],
        [times(small, a), times(small, b)],
      ])
        if (normalForm(one) === normalForm(other)) expect(areEqual(one, other)).toBe(true);
    }),
  );
});

it.each<[Given, string]>([
  [{ trajectories: 0 }, 'trajectories: expected an integer from 1, found 0'],
  [{ stepSize: -1 }, 'stepSize: expected a number, not negative, found -1'],
  [{ horizon: 0.5 }, 'horizon: expected an integer from 1, found 0.5'],
  [{ innerSteps: -1 }, 'innerSteps: expected an integer from 0, found -1'],
  [{ decay: NaN }, 'decay: expected a number from 0 to 1, found NaN'],
])('refuses conditions that are none: %j', (given, message) => {
  expect(() => areEqual('e-maml', 'fomaml', given)).toThrow(new RangeError(message));
});

it('lets no coefficient hide another, or pass for nothing', () => {
  const [huge, less] = [times(1e20, 'curvature'), times(-1e20, 'curvature')];
  for (const term of [sum(huge, less, 'curvature'), sum('curvature', huge, less)]) {
    expect(areEqual(term, 'fomaml')).toBe(false);
    expect(areEqual(term, 'maml')).toBe(true);
  }
  expect(areEqual(sum(huge, 'curvature'), huge)).toBe(false);
  expect(() => areEqual(times(1e200, times(1e200, 'value')), 'fomaml')).toThrow(RangeError);
});
