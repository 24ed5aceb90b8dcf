import type { Position } from './claim';
import { addCounts, count, isNever, type Count } from './counted';
import { epsilonName } from './epsilon';
import { checkGiven, type Given } from './given';
import { interpret, type Interpretation } from './interpretation';
import { builtInNames, type Names } from './names';
import { kernelName, kernelRate } from './pair-kind';
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

const monomial = (base: string, readsLambda: boolean): Sum => [
  { base, readsLambda, centred: 0, unchained: false, shrunk: false, power: 0, coefficient: 1 },
];

const ofPair = (pair: Pair, factor: number, { horizon, decay }: Given): Sum =>
  (horizon === 1 && pair.with !== 'itself') || kernelRate(pair, factor, decay) === 0
    ? []
    : monomial(kernelName(pair, factor, decay), true);

const vectorSpace = (given: Given, names: Names): Interpretation<(position: Position) => Sum> => {
  const meaning: Interpretation<(position: Position) => Sum> = {
    curvature: () => (given.stepSize === 0 ? [] : monomial('curvature', true)),
    pairs:
      ({ of, factor }) =>
      () =>
        given.stepSize === 0 ? [] : of.flatMap((pair) => ofPair(pair, factor, given)),
    leaf: (name, leaf) => {
      const other = leaf.rewrite(given);
      return other === undefined ? () => monomial(name, leaf.readsLambda) : interpret(meaning, names)(other);
    },
    sum: (of) => (position) => of.flatMap((term) => term(position)),
    times: (by, of) => (position) =>
      of(position).map((one) => {
        if (by !== '1/N') return { ...one, coefficient: by * one.coefficient };
        return given.trajectories === undefined
          ? { ...one, power: one.power + 1 }
          : { ...one, coefficient: one.coefficient / given.trajectories };
      }),
    centred: (of) => (position) =>
      of(position).map((one) =>
        one.base === 'curvature' || given.trajectories === 1 ? one : { ...one, centred: one.centred + 1 },
      ),
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
  return meaning;
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
const collected = (sum: Sum): readonly (readonly [string, number])[] => {
  const total = new Map<string, Count>();
  for (const one of sum) {
    const key = keyOf(one);
    total.set(key, addCounts(total.get(key) ?? count(0), count(one.coefficient)));
  }
  return [...total]
    .filter(([, one]) => !isNever(one))
    .map(([key, { times }]): readonly [string, number] => [key, rounded(times)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
};

/** As far as sums in another order agree. */
const rounded = (x: number): number => Number(x.toPrecision(12));

/**
 * The normal form of a term under conditions, its coefficients to twelve digits: two terms with the
 * same form are the same map. A term
 * whose last inner step differs from those before has a form for both.
 *
 * @throws RangeError if a term has no meaning, or a condition is none.
 *
 * @example
 * ```ts
 * import { notStrictEqual, strictEqual } from 'node:assert';
 * import { normalForm } from '@sgmrl/estimators';
 * const one = { trajectories: 1 };
 * strictEqual(normalForm('e-maml', one), normalForm('algorithm-1', one));
 * notStrictEqual(normalForm('e-maml', {}), normalForm('algorithm-1', {}));
 * const twice = { op: 'transpose', of: { op: 'transpose', of: 'dice' } } as const;
 * strictEqual(normalForm(twice, {}), normalForm('dice', {}));
 * ```
 */
export const normalForm = (term: Term, given: Given = {}, names: Names = builtInNames): string => {
  checkGiven(given);
  const at = interpret(vectorSpace(given, names), names)(term);
  const lastStep = collected(at('last'));
  return JSON.stringify(
    given.innerSteps === 1 ? { last: lastStep } : { last: lastStep, earlier: collected(at('earlier')) },
  );
};

/**
 * Whether two terms are the same map under conditions: whether their difference has the normal form
 * of nothing. `false` says that it has another, not that some data tell them apart.
 *
 * @throws RangeError if a term has no meaning, or a condition is none.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { areEqual } from '@sgmrl/estimators';
 * strictEqual(areEqual('dice', 'taypo-2', { decay: 1 }), true);
 * strictEqual(areEqual('dice', 'taypo-2'), false);
 * ```
 */
export const areEqual = (a: Term, b: Term, given: Given = {}, names: Names = builtInNames): boolean => {
  checkGiven(given);
  const [ofA, ofB] = [a, b].map(interpret(vectorSpace(given, names), names));
  const agree = (position: Position): boolean =>
    collected([...ofA(position), ...ofB(position).map((one) => ({ ...one, coefficient: -one.coefficient }))])
      .length === 0;
  return agree('last') && (given.innerSteps === 1 || agree('earlier'));
};
