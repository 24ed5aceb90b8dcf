import { exp, log, power } from '@sgmrl/elementary';
import { sizeOf, type TabularMdp } from '@sgmrl/environments';
import { checkAlgorithm, maml } from '@sgmrl/estimators';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { AdaptationChoices } from '../adaptation-choices';
import { batchStatistics, type BatchStatistics } from './batch-statistics';
import { returnGradient, type ValueAndGradient } from './dynamic-programming';
import { asAlgorithm } from '../setting';
import { curvatureOfCounts, scoreOfCounts, softmaxProbabilities, type PairCounts } from './softmax';
import type { TooLarge } from '../theory-error';
import { trajectorySupport } from './trajectory-support';

/** Sequences of ζ batches that one value of V_ζ may sum over. */
const sequenceLimit = 5_000_000;

/**
 * V_ζ(θ) = E_{D^1…D^ζ}[J(θ^ζ)] and ∇V_ζ(θ), exact, for a finite MDP and the tabular softmax policy:
 * the sum over all batches of N trajectories at every inner step, with J(θ^ζ) and ∇J(θ^ζ) by
 * dynamic programming. The gradient is that of docs/theory/meta-gradient.md, as a recursion over
 * the inner steps:
 *
 *     ∇V_0 = ∇J,   ∇V_ζ(θ) = E_D[(I + α∇²ν(θ, D)) ∇V_{ζ−1}(U) + V_{ζ−1}(U) S(θ, D)],   U = θ + αg(θ, D)
 *
 * It shares no code with the estimators. Left when there are more than 5 000 000 sequences of
 * batches to sum over.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { ok } from 'node:assert';
 * import { adaptedValue } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * const adaptation = { innerSteps: 1, stepSize: 1, discount: 1, trajectories: 1, innerWeights: rewardToGo };
 * const value = adaptedValue(coin, adaptation);
 * if (value._tag === 'Left') throw new Error('too large');
 * // After a 0 nothing changes; after a 1 the logits move by (−½, ½): J is ½ or 1 / (1 + e^−1).
 * ok(Math.abs(value.right([0, 0]).value - (0.5 + 1 / (1 + Math.exp(-1))) / 2) < 1e-15);
 * ```
 */
export const adaptedValue = (
  mdp: TabularMdp,
  adaptation: AdaptationChoices,
): E.Either<TooLarge, (logits: Vector) => ValueAndGradient> => {
  checkAlgorithm(asAlgorithm({ ...adaptation, evaluationTrajectories: 1 }, maml));
  return pipe(
    trajectorySupport(mdp),
    E.chain((support) => batchStatistics(support, adaptation)),
    E.filterOrElse(
      (batches) => power(batches.length, adaptation.innerSteps) <= sequenceLimit,
      (batches): TooLarge => ({
        kind: 'too-large',
        what: 'sequences of batches',
        count: power(batches.length, adaptation.innerSteps),
        limit: sequenceLimit,
      }),
    ),
    E.map((batches) =>
      Array.from({ length: adaptation.innerSteps }).reduce<(logits: Vector) => ValueAndGradient>(
        (later) => oneStepEarlier(batches, adaptation.stepSize, sizeOf(mdp), later),
        returnGradient(mdp, adaptation.discount),
      ),
    ),
  );
};

/** V_{ζ−1} ↦ V_ζ */
const oneStepEarlier =
  (
    batches: readonly BatchStatistics[],
    stepSize: number,
    size: PairCounts,
    later: (logits: Vector) => ValueAndGradient,
  ) =>
  (logits: Vector): ValueAndGradient => {
    const { actions } = size;
    const pi = softmaxProbabilities(logits, size);
    const logPi = pi.map(log);
    const gradient = new Float64Array(pi.length);
    let value = 0;
    for (const { coefficient, counts, weighted } of batches) {
      const probability = coefficient * exp(dot(counts, logPi));
      const step = scoreOfCounts(pi, weighted, actions);
      const after = later(step.map((x, i) => logits[i] + stepSize * x));
      const bend = curvatureOfCounts(pi, weighted, after.gradient, actions);
      const score = scoreOfCounts(pi, counts, actions);
      value += probability * after.value;
      for (let i = 0; i < gradient.length; i++)
        gradient[i] += probability * (after.gradient[i] + stepSize * bend[i] + after.value * score[i]);
    }
    return { value, gradient };
  };

/**
 * Σ counts log π, where an action never taken counts for nothing even if its probability
 * underflowed.
 */
const dot = (counts: Vector, logPi: Vector): number => {
  let total = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) total += counts[i] * logPi[i];
  return total;
};
