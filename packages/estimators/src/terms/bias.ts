import { larger, type BiasFacts, type Order } from './claim';
import { isOnce, remaining, type Count } from './counted';
import { askedPlaces, expectations, pairsAt, placesOf, type Known } from './expectations';
import { checkGiven } from './given';
import { interpret } from './interpretation';
import { builtInNames, type Names } from './names';
import { kindName, type PairKind, type Place } from './pair-kind';
import type { Term } from './term';

/** The order of a term's bias, and why it is no smaller. */
export interface Bias {
  readonly order: Order | 'unknown';
  readonly because: readonly string[];
}

const short = (x: number): string => String(Number(x.toPrecision(6)));

/** Σ times · rate^{|h−h′|}, w the shrinkage factor where there is one. */
const countText = (kinds: readonly { readonly of: PairKind; readonly count: Count }[]): string =>
  kinds.length === 0
    ? '0'
    : kinds
        .map(({ of: { rate, shrunk }, count: { times } }) => {
          const factors = [
            ...(short(rate) === '1' ? [] : [`${short(rate)}^{|h−h′|}`]),
            ...(shrunk === undefined ? [] : ['w']),
          ];
          const number = short(times);
          return [...(number === '1' && factors.length > 0 ? [] : [number]), ...factors].join(' · ');
        })
        .join(' + ');

const pairsLeft = ({ pairs }: Known, place: Place, own: boolean) =>
  remaining(pairs).filter(({ of }) => of.place === place && of.own === own);

/** Whether the pairs of a place that are asked for do not count once. */
const countedWrong = (known: Known, place: Place): readonly string[] => {
  const alike = pairsLeft(known, place, false);
  const right = kindName({ place, rate: 1, own: false });
  return alike.length === 1 && alike[0].name === right && isOnce(alike[0].count)
    ? []
    : [`${pairsAt[place]} count ${countText(alike)} times, not once`];
};

const weighedWrong = (known: Known, place: Place): readonly string[] =>
  pairsLeft(known, place, true).length === 0
    ? []
    : [`${pairsAt[place]} count with its own weight, where that of the other is asked for`];

const atPosition = (known: Known, facts: BiasFacts): Bias => {
  if (known.unknown.length > 0)
    return { order: 'unknown', because: known.unknown.map((name) => `nothing is known of ${name}`) };
  const wrong = [
    ...(isOnce(known.curvature) ? [] : [`curvature counts ${short(known.curvature.times)} times, not once`]),
    ...askedPlaces(facts).flatMap((place) => countedWrong(known, place)),
    ...placesOf(facts).flatMap((place) => weighedWrong(known, place)),
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
  checkGiven({ innerSteps, trajectories, horizon, decay });
};

/**
 * The order of the bias of a whole term for ∇V_ζ, as an abstract interpretation: counts and errors
 * add under `sum` and are multiplied under `times`. There is no bias where curvature counts once,
 * every pair of steps counts once, and no error is left. Of weights that a trajectory has from itself
 * with κ = 0, pairs with an earlier step are not asked for. The order is an upper bound in N: a
 * term that is itself a multiple by 1/N may have a bias that falls faster.
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
