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
import { epsilonName, type Epsilon } from './epsilon';
import type { Given } from './given';
import { interpret, type Interpretation } from './interpretation';
import { checkLeadsOn } from './leads-to-itself';
import type { Leaf } from './leaf';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import {
  atDistances,
  isVoid,
  kernelRate,
  kernelText,
  kindName,
  pairKind,
  type PairKind,
  type Place,
} from './pair-kind';
import type { Pair, WindowedPairs } from './term';

/** An error, told from others by what it is of and by the operations around. */
interface TermError {
  readonly order: ExpectationError['order'];
  /** In words, and more of it where several errors have the same words. */
  readonly name: string;
  readonly more: string;
  readonly centred: number;
  readonly unchained: boolean;
  readonly shrunk: boolean;
  /** Whether it is of something that depends on λ. */
  readonly readsLambda: boolean;
}

/**
 * What is known of the expectation of a term at one inner step. Debiasing asks for E[V(θ^t) S]. To
 * first order in α this is a sum over pairs of steps of one trajectory, so a term is right to first
 * order where each pair counts once.
 */
export interface Known {
  readonly curvature: Count;
  readonly pairs: Counted<PairKind>;
  readonly errors: Counted<TermError>;
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

/** An error in words. */
export const errorText = ({ name, centred, unchained, shrunk }: TermError): string =>
  `${'centred '.repeat(centred)}${unchained ? 'unchained ' : ''}${shrunk ? 'shrunk ' : ''}${name}`;

const counted = (error: TermError, times: number): Counted<TermError> =>
  new Map([[`${errorText(error)}${error.more}`, { of: error, count: count(times) }]]);

/** Things under other names, `by` times; of what then has the same name, the counts are added. */
const changed = <A>(
  known: Counted<A>,
  change: (one: A) => readonly [name: string, changed: A],
  by: (one: A) => number = () => 1,
): Counted<A> =>
  [...known.values()]
    .map(({ of, count: times }): Counted<A> => {
      const [name, one] = change(of);
      return new Map([[name, { of: one, count: multiplyCount(by(of), times) }]]);
    })
    .reduce(addCounted, new Map());

const changedError = (change: (error: TermError) => TermError) => (error: TermError) => {
  const one = change(error);
  return [`${errorText(one)}${one.more}`, one] as const;
};

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

/** A kind of pairs that counts so many times, at each distance where that matters. */
const ofKinds = (kind: PairKind, times: number, { horizon }: BiasFacts): Counted<PairKind> =>
  atDistances(kind.place, kind.rate, horizon)
    .map(({ times: timesThere, ...at }) => ofKind({ ...kind, ...at }, times * timesThere))
    .reduce(addCounted, new Map());

/** Pairs see what a trajectory's own gradient does, to first order in α. */
const pairErrors = (
  pair: Pair,
  factor: number,
  { inner, trajectories, horizon }: BiasFacts,
): Counted<TermError> =>
  atDistances(pair.with, kernelRate(pair, factor, inner.decay), horizon)
    .flatMap(({ distance, rate, times }) => {
      const name = `${pairsAt[pair.with]}${kernelText(pair, rate)}`;
      const more = distance === undefined ? '' : ` at ${String(distance)}`;
      const error = {
        name,
        more,
        order: 'O(α²/N)',
        centred: 0,
        unchained: false,
        shrunk: false,
        readsLambda: true,
      } as const;
      return [
        counted(error, times),
        ...(inner.fitted && trajectories > 1
          ? [
              counted(
                { ...error, name: `${name}, by the weights of other trajectories`, order: 'O(α)' },
                times,
              ),
            ]
          : []),
      ];
    })
    .reduce(addCounted, new Map());

const ofPairs = ({ of, factor }: WindowedPairs, facts: BiasFacts): Known =>
  of
    .filter(
      (pair) => placesOf(facts).includes(pair.with) && kernelRate(pair, factor, facts.inner.decay) !== 0,
    )
    .map((pair): Known => {
      const kind = pairKind(pair, factor, facts.inner);
      return {
        ...nothing,
        pairs: kind === undefined ? new Map() : ofKinds(kind, 1, facts),
        errors: pairErrors(pair, factor, facts),
      };
    })
    .reduce(add, nothing);

/** All that is true of data which meet the facts. */
const givenBy = ({ innerSteps, trajectories, horizon, inner }: BiasFacts): Given => ({
  innerSteps,
  trajectories,
  ...(horizon !== undefined && { horizon }),
  decay: inner.decay,
  ownWeights: !inner.fitted,
});

/**
 * The others' weights are independent of a trajectory's own actions, but for what λ and a fitted
 * baseline know of them: the mean of the others adds nothing to an expectation. What is centred
 * knows a trajectory's own weights, so centred again it is n/(n − 1) times centred, n being how
 * many trajectories run at the step. That tends to once as N grows.
 */
const centredOnce = (known: Known, { horizon }: BiasFacts, share: number): Known => {
  // All trajectories run at the only step.
  const isMultiple = horizon === 1 || share === 0;
  const factorAfter = (before: number): number => (before > 0 && horizon === 1 ? 1 / (1 - share) : 1);
  const after = (before: number): number => (before > 0 && isMultiple ? before : before + 1);
  return {
    ...known,
    pairs: changed(
      known.pairs,
      ({ centred = 0, ...of }) => {
        const kind = { ...of, centred: after(centred) };
        return [kindName(kind), kind];
      },
      ({ centred = 0 }) => factorAfter(centred),
    ),
    errors: changed(
      known.errors,
      changedError((error) => ({ ...error, centred: after(error.centred) })),
      ({ centred }) => factorAfter(centred),
    ),
  };
};

/** How often what is shrunk counts, the state says: no count of it is known to be right. */
const shrunk = (known: Known): Known => ({
  ...known,
  pairs: changed(known.pairs, (of) => {
    const kind = { ...of, shrunk: true } as const;
    return [kindName(kind), kind];
  }),
  errors: changed(
    known.errors,
    changedError((error) => ({ ...error, shrunk: true })),
  ),
});

/**
 * Whether E[g] is the gradient of something, so that its Jacobian is symmetric: weights that a
 * trajectory has from itself, and that do not decay, are a return's.
 */
const isGradient = ({ inner: { fitted, decay }, horizon }: BiasFacts): boolean =>
  !fitted && (decay === 1 || horizon === 1);

const coupledError = (name: string, order: TermError['order'], more = ''): Counted<TermError> =>
  counted(
    { name: `coupled, ${name}`, more, order, centred: 0, unchained: false, shrunk: false, readsLambda: true },
    1,
  );

/** A central difference stands for curvature and for every pair that is asked for, each once. */
const ofCoupled = (epsilon: Epsilon, facts: BiasFacts): Known => ({
  curvature: count(1),
  pairs: askedPlaces(facts)
    .map((place) => ofKinds({ place, rate: 1, own: false }, 1, facts))
    .reduce(addCounted, new Map()),
  errors: [
    // Those of two sizes of ε do not cancel.
    coupledError(
      'what a difference over ε leaves out',
      // A share of an inner step is proportional to α.
      typeof epsilon === 'number' ? 'O(αε²)' : 'O(α³)',
      ` ${epsilonName(epsilon)}`,
    ),
    coupledError('what λ knows of the adaptation data', 'O(α²/N)'),
    ...(isGradient(facts) ? [] : [coupledError('the Jacobian of E[g] is not symmetric', 'O(α)')]),
  ].reduce(addCounted),
  unknown: [],
});

/**
 * Terms as what is known of their expectation, at the last inner step and at those before: counts
 * and errors add under `sum` and are multiplied under `times`. A multiple by 1/N is one by `share`:
 * 0 tells what is left of it for large N. `within` are the leaves that the term stands for.
 */
export const expectations = (
  facts: BiasFacts,
  share: number = 1 / facts.trajectories,
  names: Names = builtInNames,
  within: readonly string[] = [],
): Interpretation<(position: Position) => Known> => {
  const ofLeaf = (name: string) => interpret(expectations(facts, share, names, [...within, name]), names);
  const claimed =
    (name: string, { claim, readsLambda }: Leaf) =>
    (position: Position): Known => {
      if (claim === 'unknown') return { ...nothing, unknown: [name] };
      const { times, errors } = claim(facts, position);
      return {
        ...nothing,
        pairs: askedPlaces(facts)
          .map((place) => ofKinds({ place, rate: 1, own: false }, times, facts))
          .reduce(addCounted, new Map()),
        errors: errors
          .map((error) =>
            'errorsOf' in error
              ? multiplyCounted(
                  error.times,
                  changed(
                    ofLeaf(name)(error.errorsOf)(position).errors,
                    changedError((one) => ({ ...one, readsLambda })),
                  ),
                )
              : counted(
                  { ...error, more: '', centred: 0, unchained: false, shrunk: false, readsLambda },
                  error.times,
                ),
          )
          .reduce(addCounted, new Map()),
      };
    };
  return {
    curvature: () => ({ ...nothing, curvature: count(1) }),
    pairs: (pairs) => () => ofPairs(pairs, facts),
    leaf: (name, leaf) => {
      checkLeadsOn(name, within);
      const other = leaf.rewrite(givenBy(facts));
      return other === undefined ? claimed(name, leaf) : ofLeaf(name)(other);
    },
    sum: (of) => (position) => of.map((term) => term(position)).reduce(add, nothing),
    times: (by, of) => (position) => {
      const factor = by === '1/N' ? share : by;
      return factor === 0 ? { ...nothing, unknown: of(position).unknown } : multiply(factor, of(position));
    },
    centred: (of) => (position) =>
      facts.trajectories === 1 ? of(position) : centredOnce(of(position), facts, share),
    unchained: (of) => (position) =>
      position === 'last'
        ? of(position)
        : {
            ...of(position),
            errors: changed(
              of(position).errors,
              changedError((error) =>
                error.readsLambda
                  ? { ...error, unchained: true, order: error.order === 'O(α²/N)' ? 'O(α²)' : error.order }
                  : error,
              ),
            ),
          },
    shrunk: (of) => (position) => shrunk(of(position)),
    last: (at, before) => (position) => (position === 'last' ? at : before)(position),
    coupled: (epsilon) => () => ofCoupled(epsilon, facts),
  };
};
