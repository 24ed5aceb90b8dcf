import { exp, log, log1p } from '@sgmrl/elementary';
import { falseAlarm, meanOf } from './stray';

/**
 * The logarithm of a product that has a mean of 1 at most where all is sound:
 * log Π (1 − λ + λ q(a)/π(a)) over draws, for a rival q of π and a share λ, or a stake on a mean.
 */
export interface Bet {
  readonly rival: string;
  readonly log: number;
}

/**
 * Shares λ: a small one sees a few draws that π all but excludes, a large one a little in each of
 * them.
 */
const shares = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 512, 1 / 4096];

/** log(1 − λ + λ exp l) */
const logMixture = (share: number, l: number): number =>
  l > 0 ? l + log(share + (1 - share) * exp(-l)) : log(1 - share + share * exp(l));

/**
 * A bet for each share λ, from log q(a)/π(a) of the draws and how often each came, once unless said
 * otherwise. q must be chosen before the draw is seen.
 */
export const betsOn = (
  rival: string,
  logRatios: readonly number[],
  counts?: readonly number[],
): readonly Bet[] =>
  shares.map((share) => ({
    rival,
    log: logRatios.reduce((total, l, k) => {
      const count = counts?.[k] ?? 1;
      return count === 0 ? total : total + count * logMixture(share, l);
    }, 0),
  }));

/** Stakes λ: a large one gains most where numbers scatter little. */
const stakes = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64];

/**
 * Bets that the mean of numbers is above zero, and that it is below: log Π (1 + λ x) and
 * log Π (1 − λ x). Where x lies in [−1, 1] and has a mean of zero given those before it, no factor
 * is negative and each has a mean of 1 (Waudby-Smith, Ramdas, arXiv:2010.09686).
 */
export const betsOnMean = (numbers: readonly number[]): readonly Bet[] =>
  (
    [
      ['above', 1],
      ['below', -1],
    ] as const
  ).flatMap(([rival, sign]) =>
    stakes.map((stake) => ({
      rival,
      log: numbers.reduce((total, x) => total + log1p(sign * stake * x), 0),
    })),
  );

/**
 * The mean over bets of their products: its logarithm, and the rival that gains most. Under π each
 * factor has a mean of 1 at most, given the draws before, and so has the product over all
 * draws, and so has the mean of the products. By Markov's inequality that mean is above 10¹⁰ with
 * probability 10⁻¹⁰ at most.
 */
export const evidenceOf = (bets: readonly Bet[]): Bet => {
  const best = bets.reduce((one, other) => (other.log > one.log ? other : one));
  return {
    rival: best.rival,
    log: best.log + log(meanOf(bets.map((each) => exp(each.log - best.log)))),
  };
};

/** Whether a sound π may have so much against it, but with probability 10⁻¹⁰. */
export const evidenceIsPlausible = (evidence: Bet): boolean => evidence.log <= -log(falseAlarm);
