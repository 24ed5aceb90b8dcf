import type { BiasFacts, ExpectationError, Position } from './claim';
import {
  addCounted,
  addCounts,
  count,
  multiplyCount,
  multiplyCounted,
  type Count,
  type Counted,
} from './counted';
import type { Interpretation } from './interpretation';
import { isVoid, kernelRate, kernelText, kindName, pairKind, type PairKind, type Place } from './pair-kind';
import type { Pair, WindowedPairs } from './term';

/** The order of an error, told from others by its name. */
type ErrorOrder = Pick<ExpectationError, 'order'>;

/**
 * What is known of the expectation of a term at one inner step. Debiasing asks for E[V(θ^t) S]. To
 * first order in α this is a sum over pairs of steps of one trajectory, so a term is right to first
 * order where each pair counts once.
 */
export interface Known {
  readonly curvature: Count;
  readonly pairs: Counted<PairKind>;
  readonly errors: Counted<ErrorOrder>;
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
const renamed = (
  prefix: string,
  known: Known,
  order: (old: ErrorOrder['order']) => ErrorOrder['order'],
): Known => ({
  ...known,
  errors: new Map(
    [...known.errors].map(([name, error]) => [
      `${prefix} ${name}`,
      { ...error, of: { order: order(error.of.order) } },
    ]),
  ),
});

const errorsOf = (errors: readonly ExpectationError[]): Counted<ErrorOrder> =>
  new Map(errors.map(({ name, order, times }) => [name, { of: { order }, count: count(times) }]));

/** The places that another step can be in. */
export const placesOf = ({ horizon }: BiasFacts): readonly Place[] =>
  horizon === 1 ? ['itself'] : ['itself', 'past', 'future'];

/** The places whose pairs are asked for. */
export const askedPlaces = (facts: BiasFacts): readonly Place[] =>
  placesOf(facts).filter((place) => !isVoid(place, facts.inner));

/** What pairs are called, by the place of the other step. */
export const pairsAt: Readonly<Record<Place, string>> = {
  itself: 'pairs of a step with itself',
  past: 'pairs of a step with an earlier one',
  future: 'pairs of a step with a later one',
};

const ofKind = (kind: PairKind, times: number): Counted<PairKind> =>
  new Map([[kindName(kind), { of: kind, count: count(times) }]]);

/** Pairs see what a trajectory's own gradient does, to first order in α. */
const pairErrors = (pair: Pair, factor: number, { inner, trajectories }: BiasFacts): Counted<ErrorOrder> => {
  const name = `${pairsAt[pair.with]}${kernelText(pair, factor, inner.decay)}`;
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

/**
 * Whether E[g] is the gradient of something, so that its Jacobian is symmetric: weights that a
 * trajectory has from itself, and that do not decay, are a return's.
 */
const isGradient = ({ inner: { fitted, decay }, horizon }: BiasFacts): boolean =>
  !fitted && (decay === 1 || horizon === 1);

/** A central difference stands for curvature and for every pair that is asked for, each once. */
const ofCoupled = (facts: BiasFacts): Known => ({
  curvature: count(1),
  pairs: askedPlaces(facts)
    .map((place) => ofKind({ place, rate: 1, own: false }, 1))
    .reduce(addCounted),
  errors: errorsOf([
    { name: 'coupled, what a difference over ε leaves out', order: 'O(αε²)', times: 1 },
    { name: 'coupled, what λ knows of the adaptation data', order: 'O(α²/N)', times: 1 },
    ...(isGradient(facts)
      ? []
      : [{ name: 'coupled, the Jacobian of E[g] is not symmetric', order: 'O(α)', times: 1 } as const]),
  ]),
  unknown: [],
});

/**
 * Terms as what is known of their expectation, at the last inner step and at those before: counts
 * and errors add under `sum` and are multiplied under `times`. A multiple by 1/N is one by `share`:
 * 0 tells what is left of it for large N.
 */
export const expectations = (
  facts: BiasFacts,
  share: number = 1 / facts.trajectories,
): Interpretation<(position: Position) => Known> => ({
  curvature: () => ({ ...nothing, curvature: count(1) }),
  pairs: (pairs) => () => ofPairs(pairs, facts),
  leaf:
    (name, { claim }) =>
    (position) => {
      if (claim === 'unknown') return { ...nothing, unknown: [name] };
      const { times, errors } = claim(facts, position);
      return {
        ...nothing,
        pairs: askedPlaces(facts)
          .map((place) => ofKind({ place, rate: 1, own: false }, times))
          .reduce(addCounted),
        errors: errorsOf(errors),
      };
    },
  sum: (of) => (position) => of.map((term) => term(position)).reduce(add, nothing),
  times: (by, of) => (position) => {
    const factor = by === '1/N' ? share : by;
    return factor === 0 ? { ...nothing, unknown: of(position).unknown } : multiply(factor, of(position));
  },
  // The others' weights are independent of a trajectory's own actions, but for what λ and a fitted
  // baseline know of them.
  centred: (of) => (position) =>
    facts.trajectories === 1 ? of(position) : renamed('centred', of(position), (order) => order),
  unchained: (of) => (position) =>
    position === 'last'
      ? of(position)
      : renamed('unchained', of(position), (order) => (order === 'O(α²/N)' ? 'O(α²)' : order)),
  // How often, the state says: no count is known to be right.
  shrunk: (of) => (position) => {
    const known = renamed('shrunk', of(position), (order) => order);
    return {
      ...known,
      pairs: [...known.pairs.values()]
        .map(({ of: kind, count: times }): Counted<PairKind> => {
          const shrunk = { ...kind, shrunk: true } as const;
          return new Map([[kindName(shrunk), { of: shrunk, count: times }]]);
        })
        .reduce(addCounted, new Map()),
    };
  },
  last: (at, before) => (position) => (position === 'last' ? at : before)(position),
  coupled: () => () => ofCoupled(facts),
});
