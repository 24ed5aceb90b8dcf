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

/** One line for a person. */
export const describeTooLarge = ({ what, count, limit }: TooLarge): string =>
  `exact enumeration needs ${count.toLocaleString('en-US')} ${what}, more than the ${limit.toLocaleString('en-US')} that end in reasonable time: take fewer states, actions, steps, trajectories or inner steps`;
