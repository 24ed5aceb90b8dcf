import { exchangeableUpTo, metaGradient, type CatalogueEntry, type Names } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { asAlgorithm, type Setting } from '../setting';
import type { TraceEstimator } from './exact-moments';

/** The size of the tabular softmax policy that an estimator is to be run with. */
export interface PolicySize {
  readonly states: number;
  readonly actions: number;
}

/** An entry as a function of one trace. */
export const traceEstimator = (
  { estimator }: CatalogueEntry,
  { states, actions }: PolicySize,
  setting: Setting,
  names?: Names,
): TraceEstimator => ({
  estimate: metaGradient(tabularSoftmax(states, actions), {
    ...asAlgorithm(setting, { estimator }),
    ...(names && { names }),
  }),
  exchangeableUpTo: exchangeableUpTo(estimator, names),
});
