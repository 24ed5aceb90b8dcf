import { exp, expm1, log } from '@sgmrl/elementary';
import type { Policy } from '@sgmrl/policies';
import {
  checkBatch,
  checkDiscount,
  discountedRewards,
  meanReturn,
  stepWeights,
  type TrajectoryBatch,
} from '@sgmrl/rollouts';
import { allFinite, map, type Vector } from '@sgmrl/vector';
import type { OuterSettings } from './settings';
import { checkOuter } from './check-settings';
import { policyGradient } from './inner-step';
import { lazy } from './lazy';
import type { Likelihood } from './likelihood';
import { weightFacts } from './weight-facts';

/**
 * All that a meta-gradient asks of the outer batch: estimates around the adapted parameters θ^ζ,
 * all of them times one s. With outer weights `reward-to-go` those of one batch are unbiased; as
 * meta-gradients are linear in them, exact values here then give an estimator's exact expectation
 * over D_o. A baseline or an s that is fitted to the same batch biases them.
 */
export interface OuterEstimate {
  /** s */
  readonly scale: number;
  /**
   * Given where s is fitted to the outer batch itself: no return counts for more at this scale.
   * Returns that differ by little have a large s, and sJ without a limit would be noise of any
   * size. What stands beside `value` is held to it by {@link held}.
   */
  readonly limit?: number | undefined;
  /** Estimates s∇J(θ^ζ), in R^d. */
  readonly gradient: Vector;
  /** Estimates sJ(θ^ζ); held to the limit. */
  readonly value: number;
  /** Estimates s(J(θ^ζ) − J(θ′)) for counterfactual parameters θ′. */
  readonly valueAbove: (counterfactual: Vector) => number;
  /** Estimates s∇J(θ′) for counterfactual parameters θ′, in R^d. */
  readonly gradientAt: (counterfactual: Vector) => Vector;
}

/** What returns may count for at a scale that is fitted to the batch. */
const largestWorth = 10;

/**
 * s times a return, held between −limit and limit where there is a limit.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { held } from '@sgmrl/estimators';
 * deepStrictEqual([held({ scale: 2 }, 30), held({ scale: 2, limit: 10 }, -30)], [60, -10]);
 * ```
 */
export const held = (
  { scale: s, limit = Infinity }: Pick<OuterEstimate, 'scale' | 'limit'>,
  of: number,
): number => Math.max(-limit, Math.min(limit, s * of));

/**
 * The estimates of one outer batch D_o ~ q(·; θ^ζ) of any size. The policy gradient takes the
 * algorithm's outer weights, whose scale s multiplies the plain mean return Ĵ(D_o) and the
 * differences {@link valueDifference} too. Where a batch tells nothing that weights could be
 * normalised by, s and all estimates are zero.
 *
 * Normalised weights have s = 1/(H̄ σ̂), fitted to D_o. Then the returns are held to a limit of 10
 * at this scale: Ĵ itself, and, for the differences and gradients at θ′, the mean over trajectories
 * of Σ_t γ^t |r_t − b_t|, by a smaller s where it exceeds the limit.
 *
 * @throws RangeError if the algorithm or the batch does not fit (`checkAlgorithm`, `checkBatch`).
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { outerEstimate } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const settings = { discount: 1, outerWeights: rewardToGo } as const;
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const { gradient, value, scale } = outerEstimate(tabularSoftmax(1, 2), settings)([0, 0], batch);
 * deepStrictEqual([Array.from(gradient), value, scale], [[-0.5, 0.5], 1, 1]);
 * ```
 */
export const outerEstimate = (
  policy: Likelihood,
  settings: OuterSettings,
): ((adapted: Vector, batch: TrajectoryBatch) => OuterEstimate) => {
  checkOuter(settings);
  const { outerWeights, discount } = settings;
  return (adapted, batch) => {
    checkBatch(batch);
    const weights = stepWeights(outerWeights, discount)(batch);
    const reweighted = reweightedRewards(policy, discount)(adapted, batch);
    const difference = differenceOf(reweighted);
    const gradientElsewhere = gradientOf(policy, reweighted);
    const limit = weightFacts(outerWeights, discount).normalised ? largestWorth : undefined;
    const scaled = { scale: weights.scale, limit };
    const ofDifferences =
      limit === undefined ? weights.scale : Math.min(weights.scale, limit / meanMagnitude(reweighted));
    return {
      ...scaled,
      gradient: policyGradient(policy)(adapted, batch, weights.values),
      value: held(scaled, meanReturn(batch, discount)),
      valueAbove: (counterfactual) => worth(ofDifferences, difference(counterfactual)),
      gradientAt: (counterfactual) => map(gradientElsewhere(counterfactual), (x) => worth(ofDifferences, x)),
    };
  };
};

/**
 * Estimates J(θ) − J(θ′) without bias from trajectories drawn under θ alone, by per-decision
 * importance weights:
 *
 *     (1/M) Σ_τ Σ_t γ^t (r_t − b_t) (1 − Π_{h≤t} π(a_h|s_h; θ′)/π(a_h|s_h; θ))
 *
 * with b_t the mean reward at step t of the other trajectories. The bracket has mean zero, so b_t
 * adds no bias; it counts on the padding of trajectories that ended early too, where the reward is
 * zero and the product stays. Where r_t = b_t a step adds nothing, however large the product. The
 * sum is right where products are beyond the largest number too, and infinite where it is so
 * itself: there is no finite estimate without bias then, and training ends with an error that names
 * the task. Beside such a product, one that is smaller by a factor above 10^308 counts for nothing,
 * even if its reward makes up for that. Where products cancel, what rounding leaves of them may make
 * the sum infinite. It is NaN where the policy gives an action that was taken no probability at θ.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { valueDifference } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * // One state, one step; action a earns a. At θ = 0 both actions are equally likely: J = ½. At θ′ the second has
 * // probability ¾: J = ¾.
 * const estimate = (a: number) => valueDifference(tabularSoftmax(1, 2), 1)([0, 0], { trajectories: 1, steps: 1,
 *   observations: one(0), actions: one(a), rewards: [a], mask: [1], lengths: [1] });
 * const other = [0, Math.log(3)];
 * ok(Math.abs((estimate(0)(other) + estimate(1)(other)) / 2 - (0.5 - 0.75)) < 1e-12);
 * ```
 */
export const valueDifference = (
  policy: Pick<Policy, 'logProbability'>,
  discount: number,
): ((parameters: Vector, batch: TrajectoryBatch) => (counterfactual: Vector) => number) => {
  checkDiscount(discount);
  return (parameters, batch) => {
    checkBatch(batch);
    return differenceOf(reweightedRewards(policy, discount)(parameters, batch));
  };
};

/**
 * Estimates ∇J(θ′) without bias from trajectories drawn under θ, by the same weights:
 *
 *     (1/M) Σ_τ Σ_h [Σ_{t≥h} γ^t (r_t − b_t) Π_{i≤t} π(a_i|s_i; θ′)/π(a_i|s_i; θ)] ∇log π(a_h|s_h; θ′)
 *
 * Of products beyond the largest number the same is true, entry by entry, as in
 * {@link valueDifference}.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { reweightedGradient } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * // One state, one step; action a earns a. The second action has probability ½ at θ = 0 and ¾ at θ′: ∂J/∂θ₁ = ¾ · ¼.
 * const estimate = (a: number) => reweightedGradient(tabularSoftmax(1, 2), 1)([0, 0], { trajectories: 1, steps: 1,
 *   observations: one(0), actions: one(a), rewards: [a], mask: [1], lengths: [1] });
 * const other = [0, Math.log(3)];
 * ok(Math.abs((estimate(0)(other)[1] + estimate(1)(other)[1]) / 2 - 3 / 16) < 1e-12);
 * ```
 */
export const reweightedGradient = (
  policy: Likelihood,
  discount: number,
): ((parameters: Vector, batch: TrajectoryBatch) => (counterfactual: Vector) => Vector) => {
  checkDiscount(discount);
  return (parameters, batch) => {
    checkBatch(batch);
    return gradientOf(policy, reweightedRewards(policy, discount)(parameters, batch));
  };
};

/** What importance weights ask of a batch. */
interface ReweightedRewards {
  readonly batch: TrajectoryBatch;
  /** γ^t (r_t − b_t) */
  readonly centred: Vector;
  /** log Π_{h≤t} ρ_h at counterfactual parameters */
  readonly logRatiosTo: (counterfactual: Vector) => Float64Array;
}

const reweightedRewards =
  (policy: Pick<Policy, 'logProbability'>, discount: number) =>
  (parameters: Vector, batch: TrajectoryBatch): ReweightedRewards => ({
    batch,
    centred: centredRewards(batch, discount),
    logRatiosTo: prefixLogRatios(policy, parameters, batch),
  });

/** (1/M) Σ_τ Σ_t γ^t |r_t − b_t| */
const meanMagnitude = ({ batch, centred }: ReweightedRewards): number => {
  let sum = 0;
  for (let row = 0; row < centred.length; row++) sum += Math.abs(centred[row]);
  return sum / batch.trajectories;
};

const differenceOf =
  ({ batch, centred, logRatiosTo }: ReweightedRewards) =>
  (counterfactual: Vector): number => {
    const logRatios = logRatiosTo(counterfactual);
    let total = 0;
    logRatios.forEach((logRatio, row) => (total -= product(centred[row], expm1(logRatio))));
    if (Number.isFinite(total)) return total / batch.trajectories;
    const greatest = greatestOf(centred, logRatios);
    let [reweighted, plain] = [0, 0];
    logRatios.forEach((logRatio, row) => {
      reweighted += product(centred[row], exp(logRatio - greatest));
      plain += centred[row];
    });
    return (plain - grown(reweighted, greatest)) / batch.trajectories;
  };

const gradientOf =
  (policy: Likelihood, { batch, centred, logRatiosTo }: ReweightedRewards) =>
  (counterfactual: Vector): Vector => {
    const logRatios = logRatiosTo(counterfactual);
    /** The estimate divided by e^shift. */
    const shiftedBy = (shift: number): Vector => {
      const weights = new Float64Array(centred.length);
      for (let n = 0; n < batch.trajectories; n++) {
        let toGo = 0;
        for (let row = (n + 1) * batch.steps - 1; row >= n * batch.steps; row--) {
          toGo += product(centred[row], exp(logRatios[row] - shift));
          weights[row] = batch.mask[row] * toGo;
        }
      }
      return policyGradient(policy)(counterfactual, batch, weights);
    };
    const gradient = shiftedBy(0);
    if (allFinite(gradient)) return gradient;
    const greatest = greatestOf(centred, logRatios);
    return Float64Array.from(shiftedBy(greatest), (x) => grown(x, greatest));
  };

/** The greatest log ratio that counts. */
const greatestOf = (centred: Vector, logRatios: Float64Array): number =>
  logRatios.reduce((greatest, x, row) => (centred[row] === 0 ? greatest : Math.max(greatest, x)), -Infinity);

/** x e^a, where e^a itself may be beyond the largest number. */
const grown = (x: number, a: number): number => Math.sign(x) * exp(log(Math.abs(x)) + a);

/** s times an estimate; no estimate is worth anything at the scale zero. */
const worth = (s: number, estimate: number): number =>
  s === 0 && !Number.isFinite(estimate) ? 0 : s * estimate;

/** 0 · ∞ = 0: what is not earned is worth nothing, however likely. */
const product = (centred: number, ratio: number): number => (centred === 0 ? 0 : centred * ratio);

/**
 * Σ_{h≤t} log π(a_h|s_h; θ′) − log π(a_h|s_h; θ) on every row, as a function of θ′; on padding what
 * it was at the end.
 */
const prefixLogRatios = (
  policy: Pick<Policy, 'logProbability'>,
  parameters: Vector,
  batch: TrajectoryBatch,
): ((counterfactual: Vector) => Float64Array) => {
  const logProbability = lazy(() => policy.logProbability(parameters, batch));
  return (counterfactual) => {
    const before = logProbability();
    const after = policy.logProbability(counterfactual, batch);
    const sums = new Float64Array(before.length);
    for (let n = 0; n < batch.trajectories; n++) {
      let sum = 0;
      for (let row = n * batch.steps; row < (n + 1) * batch.steps; row++) {
        if (batch.mask[row] === 1) sum += after[row] - before[row];
        sums[row] = sum;
      }
    }
    return sums;
  };
};

/**
 * γ^t (r_t − mean of γ^t r_t over the other trajectories) on every row, padding too; exactly zero
 * where all are equal.
 */
const centredRewards = (batch: TrajectoryBatch, discount: number): Vector => {
  const rewards = discountedRewards(batch, discount);
  if (batch.trajectories === 1) return rewards;
  const centred = new Float64Array(rewards.length);
  for (let t = 0; t < batch.steps; t++) {
    let sum = 0;
    let equal = true;
    for (let n = 0; n < batch.trajectories; n++) {
      sum += rewards[n * batch.steps + t];
      equal &&= rewards[n * batch.steps + t] === rewards[t];
    }
    if (equal) continue;
    for (let n = 0; n < batch.trajectories; n++) {
      const row = n * batch.steps + t;
      centred[row] = rewards[row] - (sum - rewards[row]) / (batch.trajectories - 1);
    }
  }
  return centred;
};
