import { checkFields, checkOnlyFields } from '@sgmrl/codecs';
import { checkPair } from './check-pair';
import { epsilons, isEpsilon, type Epsilon } from './epsilon';
import { excessOf } from './excess';
import type { Leaf, LeafNumbers } from './leaf';
import { checkNames, type Names } from './names';
import type { Pair, Term, WindowedPairs } from './term';

/**
 * What each operation means in A: a reading of the language of terms. Nothing at all is the empty
 * sum.
 */
export interface Interpretation<A, L extends LeafNumbers = Leaf> {
  /** α∇²ν λ */
  readonly curvature: A;
  /** One pair or more. */
  readonly pairs: (pairs: WindowedPairs) => A;
  /** Any other name that is not of a term; a term's name is read as the term. */
  readonly leaf: (name: string, leaf: L) => A;
  /** ⟦a⟧ + ⟦b⟧ + …; of nothing, 0. */
  readonly sum: (of: readonly A[]) => A;
  /** By any number but 0, or by 1/N. */
  readonly times: (by: number | '1/N', of: A) => A;
  /** Of what has pairs and curvature only. */
  readonly centred: (of: A) => A;
  /** With d along MAML's adjoint. */
  readonly unchained: (of: A) => A;
  /** w ⟦a⟧, w the shrinkage factor. */
  readonly shrunk: (of: A) => A;
  /** `at` in the last inner step, `before` in those before. */
  readonly last: (at: A, before: A) => A;
  /** The central difference over ε. */
  readonly coupled: (epsilon: Epsilon) => A;
}

/** What has been met on the way down to some pairs. */
interface Around {
  readonly factor: number;
  readonly transposed: boolean;
  /** The operation that takes pairs only, if there is one around. */
  readonly pairsOnly: string | undefined;
  /** The operation that takes nothing coupled, if there is one around. */
  readonly uncoupledOnly: string | undefined;
  /** The product of the numbers met, 1/N and 0 left out. */
  readonly product: number;
}

const operations = [
  'pairs',
  'sum',
  'times',
  'centred',
  'transpose',
  'window',
  'unchained',
  'shrunk',
  'last',
  'coupled',
];

const onePart = { op: 'anything', of: 'anything' } as const;

/** What `times` takes: no product of its numbers is lost or infinite. */
export const multipliers =
  "0, '1/N', or a number that is, times those around it, from 1e-100 to 1e100 in size";

/** The product of what is around and a multiplier; 0 and 1/N leave it as it is. */
export const productWith = (by: number | '1/N', around: number): number => {
  if (by === '1/N' || by === 0) return around;
  // What has no type may be a text of digits.
  return Number.isFinite(by) ? by * around : NaN;
};

/** Whether a product with {@link productWith} is of a size that is taken. */
export const isProduct = (product: number): boolean => {
  // As far as decimal factors agree with their decimal product.
  const size = Number(Math.abs(product).toPrecision(12));
  return size >= 1e-100 && size <= 1e100;
};

/** What `window` takes. */
export const windowFactors = 'a factor from 0 to 1';
export const isWindow = (factor: number): boolean => factor >= 0 && factor <= 1;

/**
 * What `unchained` and `shrunk` take: what is coupled follows λ itself, and is one with curvature.
 */
export const uncoupled = 'a term that is not coupled';

const transposedPair = (pair: Pair): Pair =>
  pair.with === 'itself'
    ? pair
    : {
        with: pair.with === 'past' ? 'future' : 'past',
        weight: pair.weight === 'own' ? 'other' : 'own',
        fades: pair.fades,
      };

/** What has no type may still arrive. */
const unknownOperation = (term: never): never => {
  const { op }: { readonly op?: unknown } = term;
  throw new RangeError(
    `term: expected one of the operations ${operations.join(', ')}, found ${JSON.stringify(op) ?? 'none'}`,
  );
};

const checkExtent = (term: Term, names: Names<LeafNumbers>): void => {
  const excess = excessOf(term, names);
  if (excess !== undefined)
    throw new RangeError(`term: expected ${excess.expected}, found ${String(excess.found)}`);
};

/**
 * The value of a term under an interpretation. A multiple by 0 and no pairs are nothing, whatever
 * is inside.
 *
 * @throws RangeError for a name that stands for nothing or for itself, where an operation that
 * takes pairs only meets another leaf, for numbers whose product is not from 1e-100 to 1e100 in
 * size, for a factor of a window not from 0 to 1, for an epsilon that is none, where `coupled`
 * stands inside another operation than `sum`, `times` and `last`, for a field that an operation or
 * a pair does not have, for more than 200 terms in one another or 10 000 in all, names followed,
 * for names that hide others, and for what is no term at all. What {@link termCodec} accepts has
 * none of these.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { builtInNames, interpret } from '@sgmrl/estimators';
 * // How often the leaves of a term occur
 * const leaves = interpret<readonly string[]>({
 *   curvature: ['curvature'], pairs: () => ['pairs'], leaf: (name) => [name],
 *   sum: (of) => of.flat(), times: (_by, of) => of, centred: (of) => of, unchained: (of) => of,
 *   shrunk: (of) => of, last: (at, before) => [...at, ...before],
 *   coupled: () => ['coupled'],
 * }, builtInNames);
 * const found = leaves({ op: 'sum', of: ['maml', 'trajectory-baseline'] });
 * deepStrictEqual(found, ['curvature', 'value', 'others-return']);
 * ```
 */
export const interpret = <A, L extends LeafNumbers = Leaf>(
  meaning: Interpretation<A, L>,
  names: Names<L>,
): ((term: Term) => A) => {
  checkOnlyFields('names', names, { leaves: 'a record', terms: 'a record' });
  checkNames(names);
  const at =
    (around: Around) =>
    (term: Term): A => {
      if (typeof term === 'string') return ofName(around, term);
      checkFields('term', term, {});
      switch (term.op) {
        case 'pairs':
          checkOnlyFields('term: pairs', term, { op: 'anything', of: 'a list' });
          term.of.forEach(checkPair);
          return pairsWithin(around, term.of);
        case 'sum':
          checkOnlyFields('term: sum', term, { op: 'anything', of: 'a list' });
          return meaning.sum(term.of.map(at(around)));
        case 'times':
          checkOnlyFields('term: times', term, { op: 'anything', by: 'anything', of: 'anything' });
          return multiplied(around, term.by, term.of);
        case 'centred':
          checkOnlyFields('term: centred', term, onePart);
          if (around.transposed) throw new RangeError('term: transpose takes pairs, found centred');
          return meaning.centred(at({ ...around, pairsOnly: 'centred' })(term.of));
        case 'transpose':
          checkOnlyFields('term: transpose', term, onePart);
          return at({ ...around, transposed: !around.transposed, pairsOnly: 'transpose' })(term.of);
        case 'window':
          checkOnlyFields('term: window', term, { op: 'anything', factor: 'anything', of: 'anything' });
          if (!isWindow(term.factor))
            throw new RangeError(`term: window takes ${windowFactors}, found ${String(term.factor)}`);
          return at({ ...around, factor: around.factor * term.factor, pairsOnly: 'window' })(term.of);
        case 'unchained':
          checkOnlyFields('term: unchained', term, onePart);
          return meaning.unchained(at({ ...around, uncoupledOnly: 'unchained' })(term.of));
        case 'shrunk':
          checkOnlyFields('term: shrunk', term, onePart);
          return meaning.shrunk(at({ ...around, uncoupledOnly: 'shrunk' })(term.of));
        case 'last':
          checkOnlyFields('term: last', term, { op: 'anything', at: 'anything', before: 'anything' });
          return meaning.last(at(around)(term.at), at(around)(term.before));
        case 'coupled':
          return coupledWithin(around, term);
        default:
          return unknownOperation(term);
      }
    };
  const pairsWithin = ({ factor, transposed }: Around, of: readonly Pair[]): A =>
    of.length === 0
      ? meaning.sum([])
      : meaning.pairs({ of: transposed ? of.map(transposedPair) : of, factor });
  const coupledWithin = (around: Around, term: Extract<Term, { readonly op: 'coupled' }>): A => {
    checkOnlyFields('term: coupled', term, { op: 'anything', epsilon: 'anything' });
    if (around.pairsOnly !== undefined)
      throw new RangeError(`term: ${around.pairsOnly} takes pairs, found coupled`);
    if (around.uncoupledOnly !== undefined)
      throw new RangeError(`term: ${around.uncoupledOnly} takes ${uncoupled}, found coupled`);
    if (!isEpsilon(term.epsilon))
      throw new RangeError(
        `term: coupled takes ${epsilons}, found ${JSON.stringify(term.epsilon) ?? 'none'}`,
      );
    return meaning.coupled(term.epsilon);
  };
  const multiplied = (around: Around, by: number | '1/N', of: Term): A => {
    const product = productWith(by, around.product);
    if (!isProduct(product)) throw new RangeError(`term: times takes ${multipliers}, found ${String(by)}`);
    const one = at({ ...around, product })(of);
    return by === 0 ? meaning.sum([]) : meaning.times(by, one);
  };
  const ofName = (around: Around, name: string): A => {
    if (name === 'curvature') return meaning.curvature;
    if (Object.hasOwn(names.terms, name)) return at(around)(names.terms[name]);
    if (!Object.hasOwn(names.leaves, name))
      throw new RangeError(
        `term: expected one of ${['curvature', ...Object.keys(names.leaves), ...Object.keys(names.terms)].join(', ')}, found '${name}'`,
      );
    if (around.pairsOnly !== undefined)
      throw new RangeError(`term: ${around.pairsOnly} takes pairs, found ${name}`);
    return meaning.leaf(name, names.leaves[name]);
  };
  return (term) => {
    checkExtent(term, names);
    return at({ factor: 1, transposed: false, pairsOnly: undefined, uncoupledOnly: undefined, product: 1 })(
      term,
    );
  };
};
