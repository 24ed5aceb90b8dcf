import type { Names } from './names';
import type { LeafNumbers } from './leaf';
import type { Term } from './term';

/** How deep terms may be nested, the terms that names stand for inside: no stack is exhausted. */
const greatestNesting = 200;

/**
 * How many terms one may consist of, those that a name stands for counted each time that the name
 * stands: a name that is a sum of two others doubles them, and so does all that is computed of it.
 */
const greatestExpansion = 10_000;

/** Why a term cannot be read to its end. */
export interface Excess {
  readonly path: readonly (string | number)[];
  /** The names followed to get there. */
  readonly within: readonly string[];
  readonly expected: string;
  readonly found: string | number;
}

/** How many terms there are, and how deep; or why they have no end. */
type Extent = { readonly size: number; readonly depth: number } | { readonly excess: Excess };

interface Place extends Pick<Excess, 'path' | 'within'> {
  readonly depth: number;
}

const under = ({ path, within, depth }: Place, ...keys: Excess['path']): Place => ({
  // Where a name's term has no end, the name has none: the path ends there.
  path: within.length === 0 ? [...path, ...keys] : path,
  within,
  depth: depth + 1,
});

/** The terms right inside one, as far as what has no type holds any. */
const inside = (term: object, at: Place): readonly (readonly [unknown, Place])[] =>
  Object.entries(term)
    .filter(([key]) => ['of', 'at', 'before'].includes(key))
    .flatMap(([key, one]: readonly [string, unknown]) =>
      Array.isArray(one)
        ? one.map((each: unknown, i) => [each, under(at, key, i)] as const)
        : [[one, under(at, key)] as const],
    );

const refused = ({ path, within }: Place, expected: string, found: string | number): Extent => ({
  excess: { path, within, expected, found },
});

const deep = (at: Place): Extent =>
  refused(at, `a term nested at most ${String(greatestNesting)} deep, names followed`, 'deeper');

/**
 * Why a term cannot be read to its end, undefined where it can: more than 10 000 terms, more than
 * 200 in one another, or a name that stands for itself. What stands in many places is looked at
 * once.
 */
export const excessOf = (term: Term, names: Names<LeafNumbers>): Excess | undefined => {
  const seen = new Map<unknown, Extent>();

  const partsOf = (one: unknown, at: Place): readonly (readonly [unknown, Place])[] => {
    if (typeof one === 'object' && one !== null) return inside(one, at);
    if (typeof one !== 'string' || !Object.hasOwn(names.terms, one)) return [];
    return [[names.terms[one], { ...at, within: [...at.within, one], depth: at.depth + 1 }]];
  };

  const measured = (one: unknown, at: Place): Extent => {
    let { size, depth } = { size: 1, depth: 1 };
    for (const [part, there] of partsOf(one, at)) {
      const extent = extentOf(part, there);
      if ('excess' in extent) return extent;
      size += extent.size;
      depth = Math.max(depth, extent.depth + 1);
    }
    return { size, depth };
  };

  const extentOf = (one: unknown, at: Place): Extent => {
    if (at.within.some((name) => name === one))
      return refused(at, 'a term that does not stand for itself', [...at.within, one].join(' → '));
    if (at.depth > greatestNesting) return deep(at);
    const extent = seen.get(one) ?? measured(one, at);
    seen.set(one, extent);
    // It may have been measured where less was around.
    return 'depth' in extent && at.depth + extent.depth - 1 > greatestNesting ? deep(at) : extent;
  };

  const top: Place = { path: [], within: [], depth: 1 };
  const whole = extentOf(term, top);
  const small = `a term of at most ${String(greatestExpansion)} parts, names followed`;
  const judged = 'size' in whole && whole.size > greatestExpansion ? refused(top, small, whole.size) : whole;
  return 'excess' in judged ? judged.excess : undefined;
};
