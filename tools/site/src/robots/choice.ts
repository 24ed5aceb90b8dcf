import { numberIn } from '../number-in';

/** Where a reader sends the robot, and the seed of what it draws. */
export interface Choice {
  readonly direction: Direction;
  readonly seed: number;
}

export type Direction = 'forwards' | 'backwards';

/** Each with what the task says. */
export const directions: Readonly<Record<Direction, 1 | -1>> = { forwards: 1, backwards: -1 };

export const start: Choice = { direction: 'forwards', seed: 1 };

export const greatestSeed = 1_000_000;

/** Whether a number is a seed. */
export const isSeed = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= greatestSeed;

/** A choice as the query of an address: what differs from the start. */
export const toQuery = ({ direction, seed }: Choice): string =>
  new URLSearchParams({
    ...(direction !== start.direction && { direction }),
    ...(seed !== start.seed && { seed: String(seed) }),
  }).toString();

/** The choice of an address. What is missing or does not fit is where it starts. */
export const fromQuery = (query: string): Choice => {
  const given = new URLSearchParams(query);
  const seed = numberIn(given.get('seed'));
  return {
    direction: given.get('direction') === 'backwards' ? 'backwards' : start.direction,
    seed: isSeed(seed) ? seed : start.seed,
  };
};
