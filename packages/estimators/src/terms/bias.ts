import { checkFields } from '@sgmrl/codecs';
import { larger, type BiasFacts, type Order, type Position } from './claim';
import { addCounted, isOnce, remaining, type Count, type Counted } from './counted';
import { digits } from './digits';
import { askedPlaces, errorText, expectations, pairsAt, placesOf, type Known } from './expectations';
import { checkGiven } from './given';
import { interpret } from './interpretation';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import { atDistances, kindName, type PairKind, type Place } from './pair-kind';
import type { Term } from './term';

/** The order of a term's bias, and why it is no smaller. */
export interface Bias {
  /** `unknown` where nobody has derived it of some part. */
  readonly order: Order | 'unknown';
  /**
   * Why the bias may be less than its order says, in α or in N; empty where on almost every problem
   * it is not.
   */
  readonly upperBound: readonly string[];
  /** What is counted wrong, is off or not known, one each; empty where there is no bias. */
  readonly because: readonly string[];
}

/** A bias but for whether it may be less. */
type Found = Omit<Bias, 'upperBound'>;

/** The kinds of pairs left over, and how often each counts. */
type PairsLeft = readonly { readonly of: PairKind; readonly count: Count }[];

/** n/(n − 1) for each time that ω is centred after the first. */
const againText = ({ centred = 0 }: PairKind): readonly string[] => {
  if (centred < 2) return [];
  return [centred === 2 ? '(n/(n−1))' : `(n/(n−1))^${String(centred - 1)}`];
};

/** Σ times · rate^{|h−h′|}, w the shrinkage factor where there is one. */
const countText = (kinds: PairsLeft): string =>
  kinds.length === 0
    ? '0'
    : kinds
        .map(({ of, count: { times } }) => {
          const rate = digits(of.rate) === '1' ? [] : [`${digits(of.rate)}^{|h−h′|}`];
          const factors = [...rate, ...againText(of), ...(of.shrunk === undefined ? [] : ['w'])];
          return [...(digits(times) === '1' && factors.length > 0 ? [] : [digits(times)]), ...factors].join(
            ' · ',
          );
        })
        .join(' + ');

const pairsLeft = ({ pairs }: Known, place: Place, own: boolean) =>
  remaining(pairs).filter(({ of }) => of.place === place && of.own === own);

/** Where centring matters not, what is centred once is what is not centred. */
const uncentred = ({ pairs, ...known }: Known): Known => ({
  ...known,
  pairs: [...pairs.values()]
    .map(({ of, count: times }): Counted<PairKind> => {
      const kind = of.centred === 1 ? { ...of, centred: 0 } : of;
      return new Map([[kindName(kind), { of: kind, count: times }]]);
    })
    .reduce(addCounted, new Map()),
});

/** Whether the pairs of a place that are asked for do not count once. */
const countedWrong = (known: Known, place: Place, { horizon }: BiasFacts): readonly string[] => {
  const alike = pairsLeft(known, place, false);
  const each = atDistances(place, 1, horizon).map(({ distance }) => {
    const kinds = alike.filter(({ of }) => of.distance === distance);
    const right = kindName({ place, rate: 1, own: false, ...(distance !== undefined && { distance }) });
    const isRight = kinds.length === 1 && kindName(kinds[0].of) === right && isOnce(kinds[0].count);
    return { distance, text: isRight ? undefined : countText(kinds) };
  });
  const again = alike.some(({ of: { centred = 0 } }) => centred > 1);
  const why = again ? ', n trajectories running at the step: they are centred again' : '';
  return [...new Set(each.map(({ text }) => text))].flatMap((text) => {
    if (text === undefined) return [];
    const at = each.filter((one) => one.text === text).map(({ distance }) => String(distance));
    const where = at.length === each.length ? '' : `, ${at.join(', ')} steps apart,`;
    return [`${pairsAt[place]}${where} count ${text} times, not once${why}`];
  });
};

const weighedWrong = (known: Known, place: Place): readonly string[] =>
  pairsLeft(known, place, true).length === 0
    ? []
    : [`${pairsAt[place]} count with the weight of the step itself, where that of the other is asked for`];

const atPosition = (found: Known, facts: BiasFacts): Found => {
  const known = uncentred(found);
  if (known.unknown.length > 0)
    return { order: 'unknown', because: known.unknown.map((name) => `nothing is known of ${name}`) };
  const wrong = [
    ...(isOnce(known.curvature) ? [] : [`curvature counts ${digits(known.curvature.times)} times, not once`]),
    ...askedPlaces(facts).flatMap((place) => countedWrong(known, place, facts)),
    ...placesOf(facts).flatMap((place) => weighedWrong(known, place)),
  ];
  if (wrong.length > 0) return { order: 'O(α)', because: wrong };
  const errors = remaining(known.errors);
  return {
    order: errors.reduce<Order>((order, { of }) => larger(order, of.order), '0'),
    because: [...new Set(errors.map(({ of }) => `error of ${errorText(of)}: ${of.order}`))],
  };
};

const worse = (a: Found, b: Found): Found => {
  if (a.order === 'unknown') return a;
  if (b.order === 'unknown') return b;
  return larger(a.order, b.order) === a.order ? a : b;
};

const checkFacts = (facts: BiasFacts): void => {
  checkFields('facts', facts, { inner: 'a record', outer: 'a record' });
  const { innerSteps, trajectories, horizon = 1, inner } = facts;
  checkGiven({ innerSteps, trajectories, horizon, decay: inner.decay });
};

/** The bias of the worst step, and whether what the steps have wrong may make up for each other. */
interface OverSteps {
  readonly found: Found;
  readonly mayCancel: boolean;
}

const mayBeLess = {
  steps: 'what is wrong in the last inner step may make up for what is wrong in the others',
  fit: 'it comes from the fit of the weights alone, and some fits leave less: of trajectories of one length the mean reward-to-go of each step does',
  trajectories: 'what makes it is a multiple by 1/N, or centred again: it may fall faster as N grows',
} as const;

const isFirstOrder = ({ order }: Found): boolean => order === 'O(α)';

/** What is left at a step, and how often. */
const leftText = ({ curvature, pairs, errors }: Known): string =>
  JSON.stringify([
    digits(curvature.times),
    ...[pairs, errors].map((counted: Counted<unknown>) =>
      remaining(counted).map(({ name, count: { times } }) => [name, digits(times)]),
    ),
  ]);

/**
 * To the lowest order in α all steps see the same θ, so that what is wrong at the last step and
 * otherwise at the others may cancel.
 */
const overSteps = (known: (position: Position) => Known, facts: BiasFacts): OverSteps => {
  const knownAtLast = known('last');
  const lastStep = atPosition(knownAtLast, facts);
  if (facts.innerSteps === 1) return { found: lastStep, mayCancel: false };
  const knownEarlier = known('earlier');
  const earlier = atPosition(knownEarlier, facts);
  const isSome = earlier.order !== '0' && earlier.order !== 'unknown';
  return {
    found: worse(earlier, lastStep),
    mayCancel: isSome && earlier.order === lastStep.order && leftText(knownEarlier) !== leftText(knownAtLast),
  };
};

/** Whether less is left of a bias with one order in the place of the other. */
const isLess = (left: Found['order'], order: Found['order']): boolean =>
  left !== 'unknown' && order !== 'unknown' && left !== order && larger(left, order) === order;

/**
 * The order of the bias of a whole term for ∇V_ζ, as an abstract interpretation: counts and errors
 * add under `sum` and are multiplied under `times`. There is no bias where curvature counts once,
 * every pair of steps counts once, and no error is left. Of weights that a trajectory has from
 * itself with κ = 0, pairs with an earlier step are not asked for.
 *
 * On no problem is the order in α larger. On almost every one it is this: exceptions are rewards
 * for which what is left cancels, and horizons of a few steps, which do not tell every two rates
 * r^{|h−h′|} apart unless `horizon` is given. `upperBound` tells of three more: inner steps that
 * are wrong in ways that make up for each other; what comes from the fit of the weights alone,
 * since some baselines leave nothing to first order; and multiples by 1/N, as centring again has
 * them. O(α²/N) and O(α²) are exact in N, too, but where `upperBound` says otherwise; of O(α), a
 * share that comes from fitted weights may vanish as the fit settles.
 *
 * @throws RangeError if the term has no meaning, or the facts are none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from 'node:assert';
 * import { biasOf, sum, times } from '@sgmrl/estimators';
 * const facts = { innerSteps: 1, trajectories: 4, inner: { fitted: false, decay: 1 },
 *   outer: { unbiased: true } };
 * strictEqual(biasOf('sg-mrl', facts).order, '0');
 * strictEqual(biasOf({ op: 'sum', of: ['curvature', 'dice'] }, facts).order, 'O(α²/N)');
 * deepStrictEqual(biasOf('dice', facts), {
 *   order: 'O(α)', upperBound: [], because: ['curvature counts 0 times, not once'],
 * });
 * // A share 1/N of what is wrong to first order: the bias is O(α/N).
 * const { order, upperBound } = biasOf(sum('sg-mrl', times('1/N', 'lvc')), facts);
 * deepStrictEqual([order, upperBound.length], ['O(α)', 1]);
 * ```
 */
export const biasOf = (term: Term, facts: BiasFacts, names: Names = builtInNames): Bias => {
  checkFacts(facts);
  const under = (share: number, inner: BiasFacts['inner']): OverSteps => {
    const at = { ...facts, inner };
    return overSteps(interpret(expectations(at, share, names), names)(term), at);
  };
  const share = 1 / facts.trajectories;
  const { found, mayCancel } = under(share, facts.inner);
  const exactly = { order: '0', upperBound: [], because: [] } as const;
  if (!facts.outer.unbiased)
    return {
      ...exactly,
      order: 'O(1)',
      because: ['the outer policy gradient has a bias of its own with these weights'],
    };
  if (facts.innerSteps === 0) return exactly;
  const unfitted = under(share, { ...facts.inner, fitted: false });
  return {
    ...found,
    upperBound: [
      ...(mayCancel ? [mayBeLess.steps] : []),
      ...(isFirstOrder(found) && isLess(unfitted.found.order, found.order) ? [mayBeLess.fit] : []),
      ...(isLess(under(0, facts.inner).found.order, found.order) ? [mayBeLess.trajectories] : []),
    ],
  };
};
