import type { Leaf } from './leaf';
import { leaves } from './leaves';
import { library } from './library';
import type { Term } from './term';

/** What the strings in a term stand for, beside `curvature`. No name may stand for two things. */
export interface Names {
  /** Leaves by name. */
  readonly leaves: Readonly<Record<string, Leaf>>;
  /** Terms by name; they may name others, but not themselves. */
  readonly terms: Readonly<Record<string, Term>>;
}

/** The leaves and the library of this package. */
export const builtInNames: Names = { leaves, terms: library };

/**
 * Throws a RangeError for a name that would hide another: `curvature`, or that of a leaf and a
 * term.
 */
export const checkNames = ({ leaves: ofLeaves, terms }: Names): void => {
  const refuse = (expected: string, found: string): never => {
    throw new RangeError(`names: expected another name for ${expected}, found ${found}`);
  };
  if (Object.hasOwn(ofLeaves, 'curvature')) refuse('a leaf', 'curvature');
  if (Object.hasOwn(terms, 'curvature')) refuse('a term', 'curvature');
  const both = Object.keys(ofLeaves).find((name) => Object.hasOwn(terms, name));
  if (both !== undefined) refuse('a term than that of a leaf', both);
};
