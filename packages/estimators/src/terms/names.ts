import type { Leaf } from './leaf';
import { leaves } from './leaves';
import { library } from './library';
import type { Term } from './term';

/** What the strings in a term stand for, beside `curvature`. */
export interface Names {
  readonly leaves: Readonly<Record<string, Leaf>>;
  readonly terms: Readonly<Record<string, Term>>;
}

/** The leaves and the library of this package. */
export const builtInNames: Names = { leaves, terms: library };
