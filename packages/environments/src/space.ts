import type { Vector } from '@sgmrl/vector';

/** The set of vectors with low[i] ≤ x[i] ≤ high[i]; bounds may be infinite. */
export interface Box {
  readonly kind: 'box';
  /** The least of each entry, −∞ where there is none: d numbers. */
  readonly low: Vector;
  /** The most of each entry, ∞ where there is none: d numbers. */
  readonly high: Vector;
}

/** The set {0, …, size − 1}; an element is a vector of length one that holds the index. */
export interface Discrete {
  readonly kind: 'discrete';
  /** How many elements there are, from 1 on. */
  readonly size: number;
}

/** What observations or actions are elements of. */
export type Space = Box | Discrete;

/**
 * The box [low, high]^d. Throws a RangeError unless d is a whole number from 0 on and low ≤ high.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { cube } from '@sgmrl/environments';
 * deepStrictEqual(cube(2, -1, 1), { kind: 'box', low: [-1, -1], high: [1, 1] });
 * ```
 */
export const cube = (dimension: number, low: number, high: number): Box => {
  if (!(Number.isSafeInteger(dimension) && dimension >= 0))
    throw new RangeError(`cube: expected a whole dimension from 0 on, found ${String(dimension)}`);
  if (!(low <= high))
    throw new RangeError(`cube: expected low <= high, found ${String(low)} and ${String(high)}`);
  return {
    kind: 'box',
    low: Array.from({ length: dimension }, () => low),
    high: Array.from({ length: dimension }, () => high),
  };
};

/**
 * The set {0, …, size − 1}. Throws a RangeError unless the size is a whole number from 1 on.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { discrete } from '@sgmrl/environments';
 * deepStrictEqual(discrete(3), { kind: 'discrete', size: 3 });
 * ```
 */
export const discrete = (size: number): Discrete => {
  if (!(Number.isSafeInteger(size) && size >= 1))
    throw new RangeError(`discrete: expected a whole size from 1 on, found ${String(size)}`);
  return { kind: 'discrete', size };
};

/**
 * The length of the space's vectors: d for a box in R^d, one for a discrete space.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { cube, discrete, vectorLength } from '@sgmrl/environments';
 * deepStrictEqual([vectorLength(cube(4, 0, 1)), vectorLength(discrete(4))], [4, 1]);
 * ```
 */
export const vectorLength = (space: Space): number => (space.kind === 'box' ? space.low.length : 1);

/**
 * Whether x is an element of the space: of the right length and, for a box, within its closed
 * bounds; for a discrete space, a whole index from 0 to size − 1. NaN is in no space.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { contains, cube, discrete } from '@sgmrl/environments';
 * deepStrictEqual(contains(cube(2, -1, 1), [0, 1]), true);
 * deepStrictEqual(contains(discrete(3), [3]), false);
 * ```
 */
export const contains = (space: Space, x: Vector): boolean =>
  x.length === vectorLength(space) && (space.kind === 'box' ? within(space, x) : isIndex(space.size, x[0]));

/** Whether `index` is one of 0, …, size − 1. */
export const isIndex = (size: number, index: number): boolean =>
  Number.isInteger(index) && index >= 0 && index < size;

const within = ({ low, high }: Box, x: Vector): boolean => {
  for (let i = 0; i < x.length; i++) if (!(low[i] <= x[i] && x[i] <= high[i])) return false;
  return true;
};
