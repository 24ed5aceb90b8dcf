import type { Inconsistency } from '@sgmrl/codecs';
import { epsilons, isEpsilon } from './epsilon';
import { excessOf, type Excess } from './excess';
import { isProduct, isWindow, multipliers, productWith, uncoupled, windowFactors } from './interpretation';
import { checkNames, numbersByName, type Names } from './names';
import type { LeafNumbers } from './leaf';
import type { Term } from './term';

/** What has been met on the way down. */
interface Around {
  readonly path: readonly (string | number)[];
  /** The operation around that takes pairs only, if there is one. */
  readonly pairsOnly: string | undefined;
  readonly transposed: boolean;
  /** The operation that takes nothing coupled, if there is one around. */
  readonly uncoupledOnly: string | undefined;
  /** The product of the numbers met, 1/N and 0 left out. */
  readonly product: number;
}

/**
 * Why a term has no meaning: names that stand for nothing or for themselves, leaves or operations
 * inside one that takes pairs only, and factors that are none. Empty for exactly those terms that
 * {@link interpret} accepts.
 */
export const misfits = (term: Term, names: Names<LeafNumbers> = numbersByName): readonly Inconsistency[] => {
  const known = ['curvature', ...Object.keys(names.leaves), ...Object.keys(names.terms)];
  checkNames(names);
  const look = (term: Term, around: Around): readonly Inconsistency[] => {
    if (typeof term === 'string') return lookUp(term, around);
    const below = (of: Term, ...keys: readonly (string | number)[]) => look(of, under(around, ...keys));
    switch (term.op) {
      case 'pairs':
        return [];
      case 'sum':
        return term.of.flatMap((of, i) => below(of, 'of', i));
      case 'times': {
        const product = productWith(term.by, around.product);
        // Numbers inside are not to blame for this one.
        return isProduct(product)
          ? look(term.of, { ...under(around, 'of'), product })
          : [wrong(under(around, 'by'), multipliers, term.by), ...below(term.of, 'of')];
      }
      case 'unchained':
        return look(term.of, { ...under(around, 'of'), uncoupledOnly: 'unchained' });
      case 'shrunk':
        return look(term.of, { ...under(around, 'of'), uncoupledOnly: 'shrunk' });
      case 'last':
        return [...below(term.at, 'at'), ...below(term.before, 'before')];
      case 'coupled':
        return coupledMisfits(term.epsilon, around);
      case 'centred':
        return around.transposed
          ? [wrong(around, 'pairs inside transpose', 'centred')]
          : look(term.of, { ...under(around, 'of'), pairsOnly: 'centred' });
      case 'transpose':
        return look(term.of, {
          ...under(around, 'of'),
          pairsOnly: 'transpose',
          transposed: !around.transposed,
        });
      case 'window':
        return [
          ...(isWindow(term.factor) ? [] : [wrong(under(around, 'factor'), windowFactors, term.factor)]),
          ...look(term.of, { ...under(around, 'of'), pairsOnly: 'window' }),
        ];
    }
  };
  const lookUp = (name: string, around: Around): readonly Inconsistency[] => {
    if (name === 'curvature') return [];
    if (Object.hasOwn(names.terms, name))
      // Where a name's term is wrong, the name is: the path ends there.
      return look(names.terms[name], around)
        .slice(0, 1)
        .map(({ expected, found }) => wrong(around, `a name of ${expected}`, found));
    if (!Object.hasOwn(names.leaves, name)) return [wrong(around, `one of ${known.join(', ')}`, name)];
    return around.pairsOnly === undefined ? [] : [wrong(around, `pairs inside ${around.pairsOnly}`, name)];
  };
  const excess = excessOf(term, names);
  return excess === undefined
    ? look(term, { path: [], pairsOnly: undefined, transposed: false, uncoupledOnly: undefined, product: 1 })
    : [endless(excess)];
};

const coupledMisfits = (epsilon: unknown, around: Around): readonly Inconsistency[] => {
  if (around.pairsOnly !== undefined) return [wrong(around, `pairs inside ${around.pairsOnly}`, 'coupled')];
  if (around.uncoupledOnly !== undefined)
    return [wrong(around, `${uncoupled} inside ${around.uncoupledOnly}`, 'coupled')];
  return isEpsilon(epsilon) ? [] : [wrong(under(around, 'epsilon'), epsilons, epsilon)];
};

/** Where a name's term has no end, the name has none. */
const endless = ({ path, within, expected, found }: Excess): Inconsistency => ({
  path,
  expected: `${'a name of '.repeat(within.length)}${expected}`,
  found,
});

const under = (around: Around, ...keys: readonly (string | number)[]): Around => ({
  ...around,
  path: [...around.path, ...keys],
});

const wrong = ({ path }: Around, expected: string, found: unknown): Inconsistency => ({
  path,
  expected,
  found,
});
