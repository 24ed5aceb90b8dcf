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
  readonly rate: number;
  /** The weight is the step's own, and does not stand for that of the other. */
  readonly own: boolean;
  /** Given where they count the shrinkage factor times. */
  readonly shrunk?: true;
}

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

/** A name that tells kinds apart. */
export const kindName = ({ place, rate, own, shrunk }: PairKind): string =>
  `${shrunk === undefined ? '' : 'shrunk '}${place}${own ? ', own weight' : ''}, rate ${rounded(rate)}`;

/** A name that tells apart what pairs compute. */
export const kernelName = (pair: Pair, factor: number, decay: number | undefined): string =>
  pair.with === 'itself'
    ? 'itself'
    : `${pair.with} ${pair.weight} ${rounded(kernelRate(pair, factor, decay))}${pair.fades && decay === undefined ? ' κ' : ''}`;

/** The same in words, where decay is known; nothing for a step with itself. */
export const kernelText = (pair: Pair, factor: number, decay: number): string => {
  if (pair.with === 'itself') return '';
  const rate = rounded(kernelRate(pair, factor, decay));
  const weight = pair.weight === 'own' ? 'own weight' : 'weight of the other';
  return ` (${weight}${rate === '1' ? '' : `, ${rate}^{|h−h′|} times`})`;
};
