import { larger, type BiasFacts, type ExpectationError, type Order, type Position } from './claim';
import {
  addCounted,
  addCounts,
  count,
  isOnce,
  multiplyCount,
  multiplyCounted,
  remaining,
  type Count,
  type Counted,
} from './counted';
import { interpret, type Interpretation } from './interpretation';
import { builtInNames, type Names } from './names';
import { kernelName, kernelRate, kindName, pairKind, type PairKind, type Place } from './pair-kind';
import type { Pair, Term, WindowedPairs } from './term';

/** The order of an error, told from others by its name. */
type Error = Pick<ExpectationError, 'order'>;

/**
 * What is known of the expectation of a term at one inner step. Debiasing asks for E[V(θ^t) S]. To
 * first order in α this is a sum over pairs of steps of one trajectory, so a term is right to first
 * order where each pair counts once.
 */
interface Known {
  readonly curvature: Count;
  readonly pairs: Counted<PairKind>;
  readonly errors: Counted<Error>;
  /** Leaves of which nothing is known. */
  readonly unknown: readonly string[];
}

const nothing: Known = { curvature: count(0), pairs: new Map(), errors: new Map(), unknown: [] };

const multiply = (by: number, known: Known): Known => ({
  curvature: multiplyCount(by, known.curvature),
  pairs: multiplyCounted(by, known.pairs),
  errors: multiplyCounted(by, known.errors),
  unknown: known.unknown,
});

const add = (a: Known, b: Known): Known => ({
  curvature: addCounts(a.curvature, b.curvature),
  pairs: addCounted(a.pairs, b.pairs),
  errors: addCounted(a.errors, b.errors),
  unknown: [...a.unknown, ...b.unknown],
});

/** The errors told apart from what they were, and perhaps of another order. */
const renamed = (prefix: string, known: Known, order: (old: Error['order']) => Error['order']): Known => ({
  ...known,
  errors: new Map(
    [...known.errors].map(([name, error]) => [
      `${prefix} ${name}`,
      { ...error, of: { order: order(error.of.order) } },
    ]),
  ),
});

const errorsOf = (errors: readonly ExpectationError[]): Counted<Error> =>
  new Map(errors.map(({ name, order, times }) => [name, { of: { order }, count: count(times) }]));

/** The places that another step can be in. */
const placesOf = ({ horizon }: BiasFacts): readonly Place[] =>
  horizon === 1 ? ['itself'] : ['itself', 'past', 'future'];

const pairsAt: Readonly<Record<Place, string>> = {
  itself: 'pairs of a step with itself',
  past: 'pairs of a step with an earlier one',
  future: 'pairs of a step with a later one',
};

const ofKind = (kind: PairKind, times: number): Counted<PairKind> =>
  new Map([[kindName(kind), { of: kind, count: count(times) }]]);

/** Pairs see what a trajectory's own gradient does, to first order in α. */
const pairErrors = (pair: Pair, factor: number, { inner, trajectories }: BiasFacts): Counted<Error> => {
  const kernel = kernelName(pair, factor, inner.decay);
  const name = pair.with === 'itself' ? pairsAt.itself : `${pairsAt[pair.with]} (${kernel})`;
  return errorsOf([
    { name, order: 'O(α²/N)', times: 1 },
    ...(inner.fitted && trajectories > 1
      ? [{ name: `${name}, by the weights of other trajectories`, order: 'O(α)', times: 1 } as const]
      : []),
  ]);
};

const ofPairs = ({ of, factor }: WindowedPairs, facts: BiasFacts): Known =>
  of
    .filter(
      (pair) => placesOf(facts).includes(pair.with) && kernelRate(pair, factor, facts.inner.decay) !== 0,
    )
    .map((pair): Known => {
      const kind = pairKind(pair, factor, facts.inner);
      return {
        ...nothing,
        pairs: kind === undefined ? new Map() : ofKind(kind, 1),
        errors: pairErrors(pair, factor, facts),
      };
    })
    .reduce(add, nothing);

const expectations = (facts: BiasFacts): Interpretation<(position: Position) => Known> => ({
  curvature: () => ({ ...nothing, curvature: count(1) }),
  pairs: (pairs) => () => ofPairs(pairs, facts),
  leaf:
    (name, { claim }) =>
    (position) => {
      if (claim === 'unknown') return { ...nothing, unknown: [name] };
      const { times, errors } = claim(facts, position);
      return {
        ...nothing,
        pairs: placesOf(facts)
          .map((place) => ofKind({ place, rate: 1, own: false }, times))
          .reduce(addCounted),
        errors: errorsOf(errors),
      };
    },
  sum: (of) => (position) => of.map((term) => term(position)).reduce(add, nothing),
  times: (by, of) => (position) => multiply(by === '1/N' ? 1 / facts.trajectories : by, of(position)),
  // The others' weights are independent of a trajectory's own actions, but for what λ and a fitted baseline know of them.
  centred: (of) => (position) =>
    facts.trajectories === 1 ? of(position) : renamed('centred', of(position), (order) => order),
  unchained: (of) => (position) =>
    position === 'last'
      ? of(position)
      : renamed('unchained', of(position), (order) => (order === 'O(α²/N)' ? 'O(α²)' : order)),
  last: (at, before) => (position) => (position === 'last' ? at : before)(position),
});

/** The order of a term's bias, and why it is no smaller. */
export interface Bias {
  readonly order: Order | 'unknown';
  readonly because: readonly string[];
}

const short = (x: number): string => String(Number(x.toPrecision(6)));

/** Σ times · rate^{|h−h′|} */
const countText = (kinds: readonly { readonly of: PairKind; readonly count: Count }[]): string =>
  kinds.length === 0
    ? '0'
    : kinds
        .map(({ of: { rate }, count: { times } }) => {
          if (short(rate) === '1') return short(times);
          const power = `${short(rate)}^{|h−h′|}`;
          return short(times) === '1' ? power : `${short(times)} · ${power}`;
        })
        .join(' + ');

/** What is wrong to first order with the pairs of one place. */
const wrongPairs = (known: Known, place: Place): readonly string[] => {
  const here = remaining(known.pairs).filter(({ of }) => of.place === place);
  const alike = here.filter(({ of }) => !of.own);
  const right = kindName({ place, rate: 1, own: false });
  const once = alike.length === 1 && alike[0].name === right && isOnce(alike[0].count);
  return [
    ...(once ? [] : [`${pairsAt[place]} count ${countText(alike)} times, not once`]),
    ...(alike.length === here.length
      ? []
      : [`${pairsAt[place]} count with its own weight, where that of the other is asked for`]),
  ];
};

const atPosition = (known: Known, facts: BiasFacts): Bias => {
  if (known.unknown.length > 0)
    return { order: 'unknown', because: known.unknown.map((name) => `nothing is known of ${name}`) };
  const wrong = [
    ...(isOnce(known.curvature) ? [] : [`curvature counts ${short(known.curvature.times)} times, not once`]),
    ...placesOf(facts).flatMap((place) => wrongPairs(known, place)),
  ];
  if (wrong.length > 0) return { order: 'O(α)', because: wrong };
  const errors = remaining(known.errors);
  return {
    order: errors.reduce<Order>((order, { of }) => larger(order, of.order), '0'),
    because: errors.map(({ name, of: { order } }) => `${name}: ${order}`),
  };
};

const worse = (a: Bias, b: Bias): Bias => {
  if (a.order === 'unknown') return a;
  if (b.order === 'unknown') return b;
  return larger(a.order, b.order) === a.order ? a : b;
};

const checkFacts = ({ innerSteps, trajectories, horizon = 1, inner: { decay } }: BiasFacts): void => {
  const check = (what: string, fits: boolean, expected: string, found: number): void => {
    if (!fits) throw new RangeError(`${what}: expected ${expected}, found ${String(found)}`);
  };
  check('innerSteps', Number.isSafeInteger(innerSteps) && innerSteps >= 0, 'an integer from 0', innerSteps);
  check(
    'trajectories',
    Number.isSafeInteger(trajectories) && trajectories > 0,
    'an integer from 1',
    trajectories,
  );
  check('horizon', Number.isSafeInteger(horizon) && horizon > 0, 'an integer from 1', horizon);
  check('decay', decay >= 0 && decay <= 1, 'a number from 0 to 1', decay);
};

/**
 * The order of the bias of a whole term for ∇V_ζ, as an abstract interpretation: counts and errors
 * add under `sum` and are multiplied under `times`. There is no bias where curvature counts once,
 * every pair of steps counts once, and no error is left.
 *
 * @throws RangeError if the term has no meaning, or the facts are none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from 'node:assert';
 * import { biasOf } from '@sgmrl/estimators';
 * const facts = { innerSteps: 1, trajectories: 4, inner: { fitted: false, decay: 1 }, outer: { unbiased: true } };
 * strictEqual(biasOf('sg-mrl', facts).order, '0');
 * strictEqual(biasOf({ op: 'sum', of: ['curvature', 'dice'] }, facts).order, 'O(α²/N)');
 * deepStrictEqual(biasOf('dice', facts), { order: 'O(α)', because: ['curvature counts 0 times, not once'] });
 * ```
 */
export const biasOf = (term: Term, facts: BiasFacts, names: Names = builtInNames): Bias => {
  checkFacts(facts);
  const known = interpret(expectations(facts), names)(term);
  if (!facts.outer.unbiased)
    return { order: 'O(1)', because: ['the outer policy gradient has a bias of its own with these weights'] };
  if (facts.innerSteps === 0) return { order: '0', because: [] };
  const lastStep = atPosition(known('last'), facts);
  return facts.innerSteps === 1 ? lastStep : worse(atPosition(known('earlier'), facts), lastStep);
};
