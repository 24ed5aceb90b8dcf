import type { Position } from './claim';
import { addCounts, count, isNever, type Count } from './counted';
import { epsilonName } from './epsilon';
import { checkGiven, type Given } from './given';
import { interpret, type Interpretation } from './interpretation';
import type { LeafDescription, LeafNumbers } from './leaf';
import { checkLeadsOn } from './leads-to-itself';
import type { Names } from './names';
import { atDistances, kernelName, kernelRate } from './pair-kind';
import type { Pair, Term } from './term';

/** A summand: a coefficient, and what it is of. */
interface Monomial {
  /** `curvature`, a kind of pair, or the name of a leaf. */
  readonly base: string;
  /** Whether it is a function of λ at all. */
  readonly readsLambda: boolean;
  readonly centred: number;
  readonly unchained: boolean;
  readonly shrunk: boolean;
  /** p in N^{−p}. */
  readonly power: number;
  readonly coefficient: number;
}

type Sum = readonly Monomial[];

/** A leaf that may be said in other words. */
export type SaidAnew = LeafNumbers & Partial<Pick<LeafDescription, 'rewrite'>>;

const monomial = (base: string, readsLambda: boolean, coefficient = 1): Sum => [
  { base, readsLambda, centred: 0, unchained: false, shrunk: false, power: 0, coefficient },
];

const centredOnce = (one: Monomial, { trajectories, horizon }: Given): Monomial => {
  if (one.base === 'curvature' || trajectories === 1) return one;
  // All trajectories run at the only step: centred again is N/(N − 1) times centred.
  return one.centred > 0 && horizon === 1 && trajectories !== undefined
    ? { ...one, coefficient: (one.coefficient * trajectories) / (trajectories - 1) }
    : { ...one, centred: one.centred + 1 };
};

const ofPair = (pair: Pair, factor: number, { horizon, decay }: Given): Sum => {
  const known = kernelRate(pair, factor, decay);
  return known === 0
    ? []
    : atDistances(pair.with, known, horizon).flatMap(({ distance, rate, times }) =>
        monomial(kernelName(pair, rate, distance, decay), true, times),
      );
};

/** `within` are the leaves that the term stands for. */
const vectorSpace = (
  given: Given,
  names: Names<SaidAnew>,
  within: readonly string[] = [],
): Interpretation<(position: Position) => Sum, SaidAnew> => {
  return {
    curvature: () => (given.stepSize === 0 ? [] : monomial('curvature', true)),
    pairs:
      ({ of, factor }) =>
      () =>
        given.stepSize === 0 ? [] : of.flatMap((pair) => ofPair(pair, factor, given)),
    leaf: (name, leaf) => {
      checkLeadsOn(name, within);
      const other = leaf.rewrite?.(given);
      return other === undefined
        ? () => monomial(name, leaf.readsLambda)
        : interpret(vectorSpace(given, names, [...within, name]), names)(other);
    },
    sum: (of) => (position) => of.flatMap((term) => term(position)),
    times: (by, of) => (position) =>
      of(position).map((one) => {
        if (by !== '1/N') return { ...one, coefficient: by * one.coefficient };
        return given.trajectories === undefined
          ? { ...one, power: one.power + 1 }
          : { ...one, coefficient: one.coefficient / given.trajectories };
      }),
    centred: (of) => (position) => of(position).map((one) => centredOnce(one, given)),
    // In the last inner step λ is what MAML's fold begins with.
    unchained: (of) => (position) =>
      of(position).map((one) =>
        position === 'last' || one.base === 'curvature' || !one.readsLambda
          ? one
          : { ...one, unchained: true },
      ),
    shrunk: (of) => (position) =>
      of(position).map((one) => (one.base === 'curvature' ? one : { ...one, shrunk: true })),
    last: (at, before) => (position) => (position === 'last' ? at : before)(position),
    coupled: (epsilon) => () =>
      given.stepSize === 0 ? [] : monomial(`coupled ${epsilonName(epsilon)}`, true),
  };
};

const keyOf = ({ base, centred, unchained, shrunk, power }: Monomial): string =>
  [
    ...Array.from({ length: centred }, () => 'centred'),
    ...(unchained ? ['unchained'] : []),
    ...(shrunk ? ['shrunk'] : []),
    base,
    ...(power === 0 ? [] : [`N^-${String(power)}`]),
  ].join(' ');

/** Like monomials added, those of which nothing is left taken out, in the order of their names. */
export const collected = (sum: Sum): readonly (readonly [string, number])[] => {
  const total = new Map<string, Count>();
  for (const one of sum) {
    const key = keyOf(one);
    total.set(key, addCounts(total.get(key) ?? count(0), count(one.coefficient)));
  }
  return [...total]
    .filter(([, one]) => !isNever(one))
    .map(([key, { times }]): readonly [string, number] => [key, times])
    .sort(([a], [b]) => (a < b ? -1 : 1));
};

/** A term at each kind of inner step that there is. */
export const sums = (
  term: Term,
  given: Given,
  names: Names<SaidAnew>,
): Readonly<Partial<Record<Position, Sum>>> => {
  checkGiven(given);
  const at = interpret(vectorSpace(given, names), names)(term);
  if (given.innerSteps === 0) return {};
  return given.innerSteps === 1 ? { last: at('last') } : { last: at('last'), earlier: at('earlier') };
};

/** Whether a term is the same map as another under conditions: what the one asks is done once. */
export const equalIn =
  (names: Names<SaidAnew>, given: Given) =>
  (one: Term): ((other: Term) => boolean) => {
    const ofOne = sums(one, given, names);
    return (other) => {
      const ofOther = sums(other, given, names);
      const agree = (position: Position): boolean => {
        const [a = [], b = []] = [ofOne[position], ofOther[position]];
        return (
          collected([...a, ...b.map((each) => ({ ...each, coefficient: -each.coefficient }))]).length === 0
        );
      };
      return agree('last') && agree('earlier');
    };
  };
