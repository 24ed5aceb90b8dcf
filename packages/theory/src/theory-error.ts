/** What a caller can meet: a problem that exact enumeration would not finish. */
export interface TooLarge {
  readonly kind: 'too-large';
  /** What would have to be enumerated. */
  readonly what: string;
  /** How many of them there are. */
  readonly count: number;
  /** How many are allowed. */
  readonly limit: number;
}

/**
 * One line for a person.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { describeTooLarge, trajectorySupport } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 20 };
 * const support = trajectorySupport(coin);
 * if (support._tag === 'Right') throw new Error('2^20 trajectories are too many');
 * ok(
 *   describeTooLarge(support.left).startsWith(
 *     'exact enumeration needs 1,048,576 trajectories, more than the 200,000',
 *   ),
 * );
 * ```
 */
export const describeTooLarge = ({ what, count, limit }: TooLarge): string =>
  `exact enumeration needs ${count.toLocaleString('en-US')} ${what}, more than the ${limit.toLocaleString('en-US')} that end in reasonable time: take fewer states, actions, steps, trajectories or inner steps`;
