import { power } from '@sgmrl/elementary';
import type { BiasFacts } from './claim';
import type { Pair } from './term';

/** Where the other step of a pair is. */
export type Place = Pair['with'];

/**
 * Pairs of steps that are alike in expectation: a multiple, rate^{|h−h′|}, of the pairs with the
 * weight of the other step.
 */
export interface PairKind {
  readonly place: Place;
  /** |h − h′|, where pairs of each distance are counted on their own, with rate 1. */
  readonly distance?: number;
  readonly rate: number;
  /** The weight is the step's own, and does not stand for that of the other. */
  readonly own: boolean;
  /** Given where they count the shrinkage factor times. */
  readonly shrunk?: true;
  /** How many times ω is centred, 0 unless given. */
  readonly centred?: number;
}

/** Beyond so many distances, pairs are told apart by their rates alone. */
const greatestDistance = 16;

/**
 * The distances of two steps, where H is known: on few of them two sums of powers of other rates
 * may be equal. Undefined where that need not be looked at.
 */
export const distancesIn = (horizon: number | undefined): readonly number[] | undefined =>
  horizon === undefined || horizon - 1 > greatestDistance
    ? undefined
    : Array.from({ length: horizon - 1 }, (_, i) => i + 1);

/** Something that counts rate^{|h−h′|}, as it counts at each distance. */
export const atDistances = (
  place: Place,
  rate: number,
  horizon: number | undefined,
): readonly { readonly distance?: number; readonly rate: number; readonly times: number }[] => {
  const distances = place === 'itself' ? undefined : distancesIn(horizon);
  return distances === undefined
    ? [{ rate, times: 1 }]
    : distances.map((distance) => ({ distance, rate: 1, times: power(rate, distance) }));
};

/** A pair counts rate^{|h−h′|}; κ is left out where it is not known. */
export const kernelRate = (pair: Pair, factor: number, decay: number | undefined): number =>
  pair.with === 'itself' ? 1 : factor * (pair.fades ? (decay ?? 1) : 1);

/**
 * Whether pairs of a place, with the weight of the other step, have mean zero: a weight that a
 * trajectory has from itself, with κ = 0, knows nothing of a later step.
 */
export const isVoid = (place: Place, { fitted, decay }: BiasFacts['inner']): boolean =>
  place === 'past' && !fitted && decay === 0;

/**
 * What a pair is in expectation, undefined for nothing. What comes before the later of two steps
 * has mean zero beside its score, and what comes after it is κ^{|h−h′|} times its own share of the
 * earlier one's weight: so a weight of one's own stands for that of the other, at some rate. That
 * asks for weights which a trajectory has from itself.
 */
export const pairKind = (pair: Pair, factor: number, inner: BiasFacts['inner']): PairKind | undefined => {
  const { fitted, decay } = inner;
  const rate = kernelRate(pair, factor, decay);
  if (pair.with === 'itself') return { place: 'itself', rate, own: false };
  const place = pair.with;
  if (rate === 0) return undefined;
  if (pair.weight === 'other') return isVoid(place, inner) ? undefined : { place, rate, own: false };
  if (fitted) return { place, rate, own: true };
  if (place === 'future') return rate * decay === 0 ? undefined : { place, rate: rate * decay, own: false };
  return isVoid(place, inner) ? { place, rate, own: true } : { place, rate: rate / decay, own: false };
};

/** As far as products in another order agree. */
const rounded = (x: number): string => String(Number(x.toPrecision(12)));

const distanceText = (distance: number | undefined): string =>
  distance === undefined ? '' : ` at ${String(distance)}`;

/** A name that tells kinds apart. */
export const kindName = ({ place, distance, rate, own, shrunk, centred = 0 }: PairKind): string =>
  `${'centred '.repeat(centred)}${shrunk === undefined ? '' : 'shrunk '}${place}${distanceText(distance)}${own ? ', own weight' : ''}, rate ${rounded(rate)}`;

/** A name that tells apart what pairs compute, at a distance or with a rate that is known. */
export const kernelName = (
  pair: Pair,
  rate: number,
  distance: number | undefined,
  decay: number | undefined,
): string =>
  pair.with === 'itself'
    ? 'itself'
    : `${pair.with} ${pair.weight}${distanceText(distance)} ${rounded(rate)}${pair.fades && decay === undefined ? ' κ' : ''}`;

/** The weight of a pair in words, and its rate unless that is 1; nothing for a step with itself. */
export const kernelText = (pair: Pair, rate: number): string => {
  if (pair.with === 'itself') return '';
  const weight = pair.weight === 'own' ? 'own weight' : 'weight of the other';
  return ` (${weight}${rounded(rate) === '1' ? '' : `, ${rounded(rate)}^{|h−h′|} times`})`;
};
