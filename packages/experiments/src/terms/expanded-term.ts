import { builtInNames, type Names, type Term } from '@sgmrl/estimators';

const isNothing = (term: Term): boolean =>
  typeof term !== 'string' && term.op === 'sum' && term.of.length === 0;

/**
 * A term with every name replaced by what it stands for, and without empty sums and sums of one.
 * Terms with the same expansion are computed by the same operations in the same order: they give
 * the same bits.
 */
export const expandedTerm = (term: Term, names: Names = builtInNames): Term => {
  const expand = (inner: Term): Term => expandedTerm(inner, names);
  if (typeof term === 'string') return Object.hasOwn(names.terms, term) ? expand(names.terms[term]) : term;
  switch (term.op) {
    case 'pairs':
    case 'coupled':
      return term;
    case 'sum': {
      const of = term.of.map(expand).filter((one) => !isNothing(one));
      return of.length === 1 ? of[0] : { op: 'sum', of };
    }
    case 'last':
      return { op: 'last', at: expand(term.at), before: expand(term.before) };
    default:
      return { ...term, of: expand(term.of) };
  }
};
