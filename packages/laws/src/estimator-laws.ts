import { draws, estimationProblems, type Draw, type Estimator } from './estimator';
import * as p from './estimator-predicates';
import { law, type Law } from './law';
import type { Verdict } from './verdict';

/**
 * E[Ĝ] = ∇V_ζ, computed: on random MDPs every inner batch and every evaluation batch is enumerated, and the mean of the
 * estimates compared with the exact gradient, relative to 1e−9. No sampling: a bias cannot hide in noise.
 *
 * @param maximumInnerSteps the greatest ζ tried; 1 for an estimator that claims no more.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { metaGradient } from '@sgmrl/estimators';
 * import { assertLaw, unbiased, type Estimator } from '@sgmrl/laws';
 * const mine: Estimator = (policy, algorithm) => metaGradient(policy, { ...algorithm, debiasing: 'algorithm-1' });
 * assertLaw(unbiased(mine), { seed: 1, runs: 10 });
 * // MAML is caught:
 * ok(unbiased(metaGradient).check({ seed: 1, runs: 10 })._tag === 'Left');
 * ```
 */
export const unbiased = (estimator: Estimator, maximumInnerSteps: 1 | 2 = 2): Law =>
  law({
    name: 'unbiased',
    statement: 'E[Ĝ] = ∇V_ζ over all data, for V_ζ the return after ζ stochastic adaptation steps',
    examples: estimationProblems(maximumInnerSteps),
    predicate: (problem) => p.expectationIsMetaGradient(estimator, problem),
  });

const onDraws: readonly {
  readonly name: string;
  readonly statement: string;
  readonly predicate: (estimator: Estimator, draw: Draw) => Verdict;
}[] = [
  {
    name: 'zero reward',
    statement: 'without rewards every estimate is zero',
    predicate: p.zeroRewardGivesZero,
  },
  {
    name: 'affine in the outer return',
    statement: 'Ĝ(2r) − Ĝ(r) = Ĝ(r) − Ĝ(0) for the rewards r of the evaluation data',
    predicate: p.affineInOuterReturn,
  },
  {
    name: 'order of trajectories',
    statement: 'permuting the trajectories of a batch changes nothing',
    predicate: p.orderDoesNotMatter,
  },
  {
    name: 'names of states',
    statement: 'relabelling the states relabels the estimate',
    predicate: p.relabellingStates,
  },
  {
    name: 'repeatable estimates',
    statement: 'the same trace gives the same estimate and is not changed',
    predicate: p.estimatesRepeat,
  },
];

/**
 * What holds of every sound estimator of a meta-gradient with plain reward-to-go weights, biased or not; {@link unbiased} is apart.
 *
 * @example
 * ```ts
 * import { metaGradient } from '@sgmrl/estimators';
 * import { assertLaw, estimatorLaws } from '@sgmrl/laws';
 * for (const law of estimatorLaws(metaGradient)) assertLaw(law, { seed: 1, runs: 5 });
 * ```
 */
export const estimatorLaws = (estimator: Estimator): readonly Law[] => [
  law({
    name: 'zero step size',
    statement: 'E[Ĝ] = ∇J at α = 0',
    examples: estimationProblems(),
    predicate: (problem) => p.zeroStepGivesPolicyGradient(estimator, problem),
  }),
  ...onDraws.map(({ name, statement, predicate }) =>
    law({ name, statement, examples: draws, predicate: (draw) => predicate(estimator, draw) }),
  ),
];
