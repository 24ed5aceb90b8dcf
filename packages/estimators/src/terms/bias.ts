import { larger, type BiasFacts, type ExpectationError, type Order, type Position } from './claim';
import { interpret, type Interpretation } from './interpretation';
import { builtInNames, type Names } from './names';
import type { Pair, Term, WindowedPairs } from './term';

/**
 * What is known of the expectation of a term at one inner step. Debiasing asks for E[V(θ^t) S]; to first order in α this is a sum over
 * pairs of steps, so a term is right to first order where each kind of pair counts once.
 */
interface Known {
  readonly curvature: number;
  /** How often each kind of pair counts. */
  readonly masses: ReadonlyMap<string, number>;
  readonly errors: ReadonlyMap<string, ExpectationError>;
  /** Leaves of which nothing is known. */
  readonly unknown: readonly string[];
}

const nothing: Known = { curvature: 0, masses: new Map(), errors: new Map(), unknown: [] };

const times = (by: number, known: Known): Known => ({
  curvature: by * known.curvature,
  masses: new Map([...known.masses].map(([kind, mass]) => [kind, by * mass])),
  errors: new Map([...known.errors].map(([name, error]) => [name, { ...error, times: by * error.times }])),
  unknown: by === 0 ? [] : known.unknown,
});

const add = (a: Known, b: Known): Known => {
  const masses = new Map(a.masses);
  for (const [kind, mass] of b.masses) masses.set(kind, (masses.get(kind) ?? 0) + mass);
  const errors = new Map(a.errors);
  for (const [name, error] of b.errors)
    errors.set(name, { ...error, times: (errors.get(name)?.times ?? 0) + error.times });
  return { curvature: a.curvature + b.curvature, masses, errors, unknown: [...a.unknown, ...b.unknown] };
};

const renamed = (known: Known, name: (old: ExpectationError) => ExpectationError): Known => ({
  ...known,
  errors: new Map([...known.errors.values()].map(name).map((error) => [error.name, error])),
});

const wanted = ['itself', 'past', 'future'] as const;

/** The kinds of pairs that there are. */
const wantedBy = ({ horizon }: BiasFacts): readonly string[] => (horizon === 1 ? ['itself'] : wanted);

const isOne = (x: number): boolean => Math.abs(x - 1) < 1e-9;
const isZero = (x: number): boolean => Math.abs(x) < 1e-9;

/**
 * What a pair is in expectation. What comes after the later of two steps is κ^{|h−h′|} times the later one's share of the earlier
 * one's weight, and what comes before it has mean zero beside its score: so each pair is one with the weight of the other
 * step, at some rate a step of distance. That asks for weights which a trajectory has from itself.
 */
const kindOf = (pair: Pair, factor: number, { inner: { fitted, decay } }: BiasFacts): string => {
  if (pair.with === 'itself') return 'itself';
  if (fitted && pair.weight === 'own')
    return `${pair.with}, own weights ${pair.fades ? 'fading' : 'as they are'}`;
  const rate = rateOf(pair, decay) * factor;
  return isOne(rate) ? pair.with : `${pair.with} at rate ${String(rate)}`;
};

const rateOf = (pair: Exclude<Pair, { with: 'itself' }>, decay: number): number => {
  if (pair.weight === 'other') return pair.fades ? decay : 1;
  if (pair.with === 'past') return pair.fades ? 1 : 1 / decay;
  return pair.fades ? decay * decay : decay;
};

const nameOf = (pair: Pair, factor: number): string =>
  pair.with === 'itself'
    ? 'pairs with itself'
    : `pairs with the ${pair.with}, weight ${pair.weight}${pair.fades ? ', fading' : ''}${factor === 1 ? '' : `, window ${String(factor)}`}`;

const ofPairs = ({ of, factor }: WindowedPairs, facts: BiasFacts): Known =>
  of
    .filter((pair) => pair.with === 'itself' || facts.horizon !== 1)
    .map((pair): Known => {
      const name = nameOf(pair, factor);
      const across: readonly ExpectationError[] =
        facts.inner.fitted && facts.trajectories > 1
          ? [{ name: `${name}, across trajectories`, order: 'O(α)', times: 1 }]
          : [];
      return {
        ...nothing,
        masses: new Map([[kindOf(pair, factor, facts), 1]]),
        errors: new Map(
          [{ name, order: 'O(α²/N)', times: 1 } satisfies ExpectationError, ...across].map(
            (error: ExpectationError) => [error.name, error],
          ),
        ),
      };
    })
    .reduce(add, nothing);

const expectations = (facts: BiasFacts): Interpretation<(position: Position) => Known> => ({
  curvature: () => ({ ...nothing, curvature: 1 }),
  pairs: (pairs) => () => ofPairs(pairs, facts),
  leaf:
    (name, { claim }) =>
    (position) => {
      if (claim === 'unknown') return { ...nothing, unknown: [name] };
      const { mass, errors } = claim(facts, position);
      return {
        ...nothing,
        masses: new Map(wantedBy(facts).map((kind) => [kind, mass])),
        errors: new Map(errors.map((error) => [error.name, error])),
      };
    },
  sum: (of) => (position) => of.map((term) => term(position)).reduce(add, nothing),
  times: (by, of) => (position) => times(by === '1/N' ? 1 / facts.trajectories : by, of(position)),
  // The others' weights are independent of a trajectory's own actions, but for what λ and a fitted baseline know of them.
  centred: (of) => (position) =>
    facts.trajectories === 1
      ? of(position)
      : renamed(of(position), (error) => ({ ...error, name: `centred ${error.name}` })),
  unchained: (of) => (position) =>
    position === 'last'
      ? of(position)
      : renamed(of(position), (error) => ({
          ...error,
          name: `unchained ${error.name}`,
          order: error.order === 'O(α²/N)' ? 'O(α²)' : error.order,
        })),
  last: (at, before) => (position) => (position === 'last' ? at : before)(position),
});

/** The order of a term's bias, and why it is no smaller. */
export interface Bias {
  readonly order: Order | 'unknown';
  readonly because: readonly string[];
}

const atPosition = (known: Known, facts: BiasFacts): Bias => {
  if (known.unknown.length > 0)
    return { order: 'unknown', because: known.unknown.map((name) => `nothing is known of ${name}`) };
  const counts = (what: string, count: number) =>
    `${what} counts ${String(Number(count.toPrecision(6)))} times, not once`;
  const kinds = wantedBy(facts);
  const wrong = [
    ...(isOne(known.curvature) ? [] : [counts('curvature', known.curvature)]),
    ...kinds
      .filter((kind) => !isOne(known.masses.get(kind) ?? 0))
      .map((kind) =>
        counts(
          `the share of ${kind === 'itself' ? 'each step in itself' : `pairs with the ${kind}`}`,
          known.masses.get(kind) ?? 0,
        ),
      ),
    ...[...known.masses]
      .filter(([kind, mass]) => !kinds.includes(kind) && !isZero(mass))
      .map(([kind]) => `pairs with the ${kind} do not belong to the debiased gradient`),
  ];
  if (wrong.length > 0) return { order: 'O(α)', because: wrong };
  const errors = [...known.errors.values()].filter((error) => !isZero(error.times));
  return {
    order: errors.reduce<Order>((order, error) => larger(order, error.order), '0'),
    because: errors.map(({ name, order }) => `${name}: ${order}`),
  };
};

const worse = (a: Bias, b: Bias): Bias => {
  if (a.order === 'unknown') return a;
  if (b.order === 'unknown') return b;
  return larger(a.order, b.order) === a.order ? a : b;
};

/**
 * The order of the bias of a whole term for ∇V_ζ, as an abstract interpretation: masses and errors add under `sum` and are multiplied under
 * `times`. There is no bias where curvature counts once, every kind of pair counts once, and no error is left.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from 'node:assert';
 * import { biasOf } from '@sgmrl/estimators';
 * const facts = { innerSteps: 1, trajectories: 4, inner: { fitted: false, decay: 1 }, outer: { unbiased: true } };
 * strictEqual(biasOf('sg-mrl', facts).order, '0');
 * strictEqual(biasOf('maml', facts).order, 'O(α)');
 * strictEqual(biasOf({ op: 'sum', of: ['curvature', 'dice'] }, facts).order, 'O(α²/N)');
 * ```
 */
export const biasOf = (term: Term, facts: BiasFacts, names: Names = builtInNames): Bias => {
  if (!facts.outer.unbiased)
    return { order: 'O(1)', because: ['the outer policy gradient has a bias of its own with these weights'] };
  const known = interpret(expectations(facts), names)(term);
  if (facts.innerSteps === 0) return { order: '0', because: [] };
  const lastStep = atPosition(known('last'), facts);
  return facts.innerSteps === 1 ? lastStep : worse(atPosition(known('earlier'), facts), lastStep);
};
