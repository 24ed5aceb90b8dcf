import { exp, log } from '@sgmrl/elementary';
import { sizeOf, type TabularMdp } from '@sgmrl/environments';
import { weightFacts } from '@sgmrl/estimators';
import { dot, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { AdaptationChoices } from '../adaptation-choices';
import type { TooLarge } from '../theory-error';
import { batchStatistics } from './batch-statistics';
import { scoreOfCounts, softmaxProbabilities } from './softmax';
import { trajectorySupport } from './trajectory-support';

/**
 * E[g(θ, D)] over all batches D of N trajectories drawn at θ, exact, for a finite MDP and the
 * tabular softmax policy: the field whose derivative coupled rollouts estimate. It is ∇J with
 * `reward-to-go` weights. Left when there are too many batches.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { expectedGradient } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * const adaptation = { innerSteps: 1, stepSize: 1, discount: 1, trajectories: 3, innerWeights: rewardToGo };
 * const gradient = expectedGradient(coin, adaptation);
 * if (gradient._tag === 'Left') throw new Error('too large');
 * deepStrictEqual([...Array.from(gradient.right([0, 0]))], [-0.25, 0.25]);
 * ```
 */
export const expectedGradient = (
  mdp: TabularMdp,
  adaptation: AdaptationChoices,
): E.Either<TooLarge, (logits: Vector) => Vector> => {
  const { fitted } = weightFacts(adaptation.innerWeights, adaptation.discount);
  // g is a mean over trajectories; where each has its weights from itself, one stands for all.
  const sizes = fitted ? adaptation : { ...adaptation, trajectories: 1 };
  const size = sizeOf(mdp);
  return pipe(
    trajectorySupport(mdp),
    E.chain((support) => batchStatistics(support, sizes)),
    E.map((batches) => (logits) => {
      const pi = softmaxProbabilities(logits, size);
      const logPi = pi.map(log);
      const total = new Float64Array(pi.length);
      for (const { coefficient, counts, weighted } of batches)
        for (const [i, x] of weighted.entries()) total[i] += coefficient * exp(dot(counts, logPi)) * x;
      return scoreOfCounts(pi, total, size.actions);
    }),
  );
};
