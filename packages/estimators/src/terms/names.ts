import type { Leaf, LeafNumbers } from './leaf';
import { leafNumbers } from './leaf-numbers';
import { library } from './library';
import type { Term } from './term';

/**
 * What the strings in a term stand for, beside `curvature`. No name may stand for two things. To
 * compute with a term takes names of {@link LeafNumbers}; to ask what is known of it, whole leaves.
 */
export interface Names<L extends LeafNumbers = Leaf> {
  /** Leaves by name. */
  readonly leaves: Readonly<Record<string, L>>;
  /** Terms by name; they may name others, but not themselves. */
  readonly terms: Readonly<Record<string, Term>>;
}

/** What the leaves of this package compute, and its library. */
export const numbersByName: Names<LeafNumbers> = { leaves: leafNumbers, terms: library };

/**
 * Throws a RangeError for a name that would hide another: `curvature`, or that of a leaf and a
 * term.
 */
export const checkNames = ({ leaves: ofLeaves, terms }: Names<LeafNumbers>): void => {
  const refuse = (expected: string, found: string): never => {
    throw new RangeError(`names: expected another name for ${expected}, found ${found}`);
  };
  if (Object.hasOwn(ofLeaves, 'curvature')) refuse('a leaf', 'curvature');
  if (Object.hasOwn(terms, 'curvature')) refuse('a term', 'curvature');
  const both = Object.keys(ofLeaves).find((name) => Object.hasOwn(terms, name));
  if (both !== undefined) refuse('a term than that of a leaf', both);
};
