import type { TabularMdp } from '@sgmrl/environments';
import {
  builtInNames,
  drawsAnew,
  exchangeableUpTo,
  interpret,
  metaGradient,
  metaGradientWith,
  type AdaptationTrace,
  type CatalogueEntry,
  type EstimatorSettings,
  type Names,
  type Redrawn,
} from '@sgmrl/estimators';
import { tabularSoftmax, type Differentials } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { asAlgorithm, type Setting } from '../setting';
import type { TooLarge } from '../theory-error';
import type { TraceEstimator } from './exact-moments';
import { expectedGradient } from './expected-gradient';

/** The size of the tabular softmax policy that an estimator is to be run with. */
export interface PolicySize {
  readonly states: number;
  readonly actions: number;
}

/** The leaves that are not this project's, or the whole where there are none. */
const nameIn = ({ name, estimator }: CatalogueEntry, names: Names = builtInNames): string => {
  const own = interpret<readonly string[]>(
    {
      curvature: [],
      pairs: () => [],
      leaf: (leaf) => (Object.hasOwn(builtInNames.leaves, leaf) ? [] : [leaf]),
      sum: (of) => of.flat(),
      times: (_by, of) => of,
      centred: (of) => of,
      unchained: (of) => of,
      shrunk: (of) => of,
      last: (at, before) => [...at, ...before],
      coupled: () => [],
    },
    names,
  )(estimator);
  return own.length === 0 ? name : `term ${[...new Set(own)].join(' or ')}`;
};

/** E[g], where an entry asks for it. */
export const fieldFor = (
  mdp: TabularMdp,
  setting: Setting,
  entries: readonly CatalogueEntry[],
  names?: Names,
): E.Either<TooLarge, ((logits: Vector) => Vector) | undefined> =>
  entries.some(({ estimator }) => drawsAnew(estimator, names))
    ? expectedGradient(mdp, setting)
    : E.right(undefined);

/**
 * An entry as a function of one trace. Of terms that draw trajectories of their own it is the
 * expectation over these, given E[g].
 *
 * @throws RangeError for such a term where E[g] is not given.
 */
export const traceEstimator = (
  entry: CatalogueEntry,
  { states, actions }: PolicySize,
  setting: Setting,
  names?: Names,
  expectedGradient?: (logits: Vector) => Vector,
): TraceEstimator => {
  const { estimator } = entry;
  const policy = tabularSoftmax(states, actions);
  const settings = { ...asAlgorithm(setting, { estimator }), ...(names && { names }) };
  return {
    name: nameIn(entry, names),
    estimate:
      expectedGradient !== undefined && drawsAnew(estimator, names)
        ? expectedEstimate(policy, settings, expectedGradient)
        : metaGradient(policy, settings),
    exchangeableUpTo: exchangeableUpTo(estimator, names),
  };
};

/** The mean of a difference is the difference of the means. */
const expectedEstimate = (
  policy: Differentials,
  settings: EstimatorSettings,
  expectedGradient: (logits: Vector) => Vector,
): ((trace: AdaptationTrace) => Vector) => {
  const estimate = metaGradientWith(
    policy,
    settings,
  )((_t, logits) =>
    E.right<never, Redrawn<undefined>>({ gradient: expectedGradient(logits), drawn: undefined }),
  );
  return (trace) =>
    pipe(
      estimate(trace),
      E.map(({ gradient }) => gradient),
      E.toUnion,
    );
};
