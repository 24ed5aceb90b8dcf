import {
  debiasings,
  fomaml,
  maml,
  metaGradient,
  taskGradient,
  type Debiasing,
  type DebiasingPart,
  type Variant,
} from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { axpy } from '@sgmrl/vector';
import type { TraceEstimator } from './exact-moments';
import { asAlgorithm, type Setting } from './setting';

/** A named meta-gradient estimator. */
export interface CatalogueEntry {
  /** `maml`, `fomaml`, or the name of its debiasing part. */
  readonly name: string;
  readonly variant: Variant;
  /** What its debiasing part is; a row of the registry, save that first-order MAML speaks for itself. */
  readonly part: DebiasingPart;
}

const entry = (name: string, variant: Variant): CatalogueEntry => ({
  name,
  variant,
  part: debiasings[variant.debiasing],
});

const firstOrderMaml: CatalogueEntry = {
  name: 'fomaml',
  variant: fomaml,
  part: {
    ...debiasings.none,
    meaning: 'First-order MAML: takes the policy gradient after adaptation as it is.',
    cost: 'less: no Hessian-vector product',
    source: 'Finn, Abbeel, Levine, arXiv:1703.03400, §5.2',
  },
};

const isDebiasing = (name: string): name is Debiasing => name in debiasings;

/**
 * Every estimator of the library: MAML, first-order MAML, and one for each debiasing part beside the full Jacobian part. A new
 * row of the registry `debiasings` is a new entry here.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { catalogue } from '@sgmrl/theory';
 * ok(catalogue.some(({ name }) => name === 'leave-one-out'));
 * ```
 */
export const catalogue: readonly CatalogueEntry[] = [
  entry('maml', maml),
  firstOrderMaml,
  ...Object.keys(debiasings)
    .filter(isDebiasing)
    .filter((debiasing) => debiasing !== 'none')
    .map((debiasing) => entry(debiasing, { jacobian: 'full', debiasing })),
];

/** The size of the tabular softmax policy that an estimator is to be run with. */
export interface PolicySize {
  readonly states: number;
  readonly actions: number;
}

/**
 * An entry as an estimator of one trace. One that joins tasks takes `meanValue`, the expectation of Ĵ(D_o), in the place of
 * the mean over the other tasks: with the others averaged out, this is what a task contributes.
 */
export const traceEstimator = (
  { variant, part }: CatalogueEntry,
  { states, actions }: PolicySize,
  setting: Setting,
  meanValue: number,
): TraceEstimator => {
  const policy = tabularSoftmax(states, actions);
  const algorithm = asAlgorithm(setting, variant);
  const { exchangeableUpTo } = part;
  if (!part.joinsTasks) return { estimate: metaGradient(policy, algorithm), exchangeableUpTo };
  return {
    exchangeableUpTo,
    estimate: (trace) => {
      const { gradient, value, score } = taskGradient(policy, algorithm)(trace);
      return score === undefined ? gradient : axpy(value - meanValue, score, gradient);
    },
  };
};

/** (Ĵ(D_o), Σ_t A^1…A^{t−1} S^t): what tasks exchange when they are joined. */
export const exchangedEstimator = (
  { variant, part }: CatalogueEntry,
  { states, actions }: PolicySize,
  setting: Setting,
): TraceEstimator => {
  const policy = tabularSoftmax(states, actions);
  const algorithm = asAlgorithm(setting, variant);
  return {
    exchangeableUpTo: part.exchangeableUpTo,
    estimate: (trace) => {
      const { value, score } = taskGradient(policy, algorithm)(trace);
      return [value, ...Array.from(score ?? [])];
    },
  };
};
