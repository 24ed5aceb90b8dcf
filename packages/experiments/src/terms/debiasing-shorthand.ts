import { parts, sum, type Term } from '@sgmrl/estimators';
import { expandedTerm } from './expanded-term';
import { canonicalJson } from '../files/canonical-json';

/** An estimator in two fields, which a configuration may have in the place of `estimator`. */
export interface Shorthand {
  /** Whether curvature stands beside `debiasing`; it does unless this is `identity`. */
  readonly jacobian?: 'full' | 'identity';
  readonly debiasing: Term;
}

/** The two fields, where `debiasing` is the name of a part. */
export interface NamedShorthand extends Required<Shorthand> {
  readonly debiasing: string;
}

/** The whole term that the two fields stand for. */
export const fromShorthand = ({ jacobian, debiasing }: Shorthand): Term =>
  jacobian === 'identity' ? debiasing : sum('curvature', debiasing);

const meaningOf = (term: Term): string => canonicalJson(expandedTerm(term));

const known: ReadonlyMap<string, NamedShorthand> = new Map(
  (['identity', 'full'] as const).flatMap((jacobian) =>
    Object.keys(parts).map((debiasing) => [
      meaningOf(fromShorthand({ jacobian, debiasing })),
      { jacobian, debiasing },
    ]),
  ),
);

/**
 * The two fields for an estimator that is a part with a name, alone or beside curvature, however it
 * is written.
 */
export const asShorthand = (estimator: Term): NamedShorthand | undefined => known.get(meaningOf(estimator));

/**
 * What an estimator is, whatever it is called: the same for terms that give the same bits. Where
 * two fields say it, it is these: so hashes of configurations have always had it.
 */
export const identityOf = (estimator: Term): NamedShorthand | { readonly estimator: Term } =>
  asShorthand(estimator) ?? { estimator: expandedTerm(estimator) };
