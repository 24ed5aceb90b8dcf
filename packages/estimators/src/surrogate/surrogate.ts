import type { Differentials } from '@sgmrl/policies';
import { add, scale, zipWith, type Vector } from '@sgmrl/vector';
import { backThroughStep } from '../back-through-step';
import type { Likelihood } from '../likelihood';
import { clippedGain, divergence, divergenceSlopes, gainSlopes } from './likelihood-ratio';
import { curvatureOf, seeFrom, type Seen } from './seen';
import { checkSurrogateUse } from './check-surrogate';
import type { SurrogateShape } from './shape';
import {
  ratioInside,
  type SurrogateData,
  type SurrogateSettings,
  type SurrogateStep,
} from './surrogate-data';

/** The surrogate at some parameters. */
export interface SurrogateValue {
  /** The surrogate less its value at θ_k. */
  readonly gain: number;
  /**
   * Estimates the divergence KL(π_{θ_k^ζ} ‖ π_{θ^ζ}) of the adapted policies, a mean over time
   * steps.
   */
  readonly divergence: number;
}

/**
 * How much the surrogate of one task gains from θ_k to θ, on the data that θ_k drew. With U_θ the
 * adaptation of θ on the inner batches of θ_k and the likelihood ratios ρ = π(a|s; U_θ)/π(a|s;
 * U_{θ_k}) on D_o, ρ^t = π(a|s; θ^{t−1})/π(a|s; θ_k^{t−1}) on D^t:
 *
 *     Σ_{D_o} (w/M)(ρ − 1) + Σ_t Σ_{D^t} ω (ρ^t − 1)
 *
 * with ω the debiasing part's weights at θ_k. At θ_k the gradient is the meta-gradient of the
 * algorithm, debiasing included. For `lvc` with a full Jacobian ω is zero and U itself takes its
 * step along Σ (w/N) ρ^t ∇log π, as ProMP does. The proximal update counts no gain beyond ρ = 1 ± ε
 * and subtracts (η/ζ) Σ_t of the divergences KL(π_{θ_k^{t−1}} ‖ π_{θ^{t−1}}).
 *
 * Sources: Schulman et al., arXiv:1502.05477, and Finn et al., arXiv:1703.03400, §5.3 (ρ on D_o);
 * Rothfuss et al., arXiv:1810.06784, §5 and algorithm 1 (ρ in the inner step, clipping, penalty).
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from 'node:assert';
 * import { surrogateValue, type SurrogateData } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const settings = { estimator: 'maml', stepSize: 1 };
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * // Action 1 of two, equally likely, was taken and earned 1; at θ = (0, log 3) it has probability ¾: ρ = 3/2.
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const data: SurrogateData = { steps: [],
 *   outerBatch: { parameters: [0, 0], batch, logProbability: [Math.log(0.5)], weights: [1] } };
 * const { gain, divergence } = surrogateValue(tabularSoftmax(1, 2), settings)(data, [0, Math.log(3)]);
 * ok(Math.abs(gain - 0.5) < 1e-12);
 * ok(Math.abs(divergence - (0.5 - Math.log(1.5))) < 1e-12);
 * strictEqual(surrogateValue(tabularSoftmax(1, 2), settings)(data, [0, 0]).gain, 0);
 * ```
 */
export const surrogateValue =
  (policy: Likelihood, settings: SurrogateSettings, shape: SurrogateShape = {}) =>
  (data: SurrogateData, parameters: Vector): SurrogateValue => {
    checkSurrogateUse(settings, shape, data);
    const { clip = Infinity, klPenalty = 0 } = shape;
    const penalty = klPenalty / data.steps.length;
    const { steps, outerBatch } = seeFrom(policy, settings)(data, parameters);
    const inner = ({ kept, logRatio }: Seen<SurrogateStep>): number =>
      (kept.scoreWeights === undefined ? 0 : clippedGain(kept.scoreWeights, logRatio(), clip)) -
      (penalty === 0 ? 0 : penalty * divergence(kept.batch, logRatio()));
    return {
      gain: steps.reduce(
        (sum, step) => sum + inner(step),
        clippedGain(outerBatch.kept.weights, outerBatch.logRatio(), clip),
      ),
      divergence: divergence(outerBatch.kept.batch, outerBatch.logRatio()),
    };
  };

/**
 * The gradient of {@link surrogateValue}'s gain at θ, in R^d: a right fold over the inner steps as
 * in `metaGradient`, at the parameters that θ reaches on the data of θ_k.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { surrogateGradient, type SurrogateData } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const settings = { estimator: 'maml', stepSize: 1 };
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const data: SurrogateData = { steps: [],
 *   outerBatch: { parameters: [0, 0], batch, logProbability: [Math.log(0.5)], weights: [1] } };
 * // At θ = (0, log 3), where π = (¼, ¾), ρ is 3/2 and the score (−¼, ¼).
 * const gradient = surrogateGradient(tabularSoftmax(1, 2), settings)(data, [0, Math.log(3)]);
 * ok(Math.abs(gradient[0] + 3 / 8) < 1e-12 && Math.abs(gradient[1] - 3 / 8) < 1e-12);
 * ```
 */
export const surrogateGradient =
  (policy: Likelihood, settings: SurrogateSettings, shape: SurrogateShape = {}) =>
  (data: SurrogateData, parameters: Vector): Vector => {
    checkSurrogateUse(settings, shape, data);
    const { clip = Infinity, klPenalty = 0 } = shape;
    const penalty = klPenalty / data.steps.length;
    const { steps, outerBatch } = seeFrom(policy, settings)(data, parameters);
    const slopes = ({ kept, logRatio }: Seen<SurrogateStep>): Vector | undefined => {
      const gain =
        kept.scoreWeights === undefined ? undefined : gainSlopes(kept.scoreWeights, logRatio(), clip);
      if (penalty === 0) return gain;
      const cost = divergenceSlopes(kept.batch, logRatio()).map((slope) => -penalty * slope);
      return gain === undefined ? cost : zipWith(gain, cost, (x, y) => x + y);
    };
    const last = policy.weightedScore(
      outerBatch.parameters,
      outerBatch.kept.batch,
      gainSlopes(outerBatch.kept.weights, outerBatch.logRatio(), clip),
    );
    return steps.reduceRight((lambda, step) => passBack(policy, settings)(step, slopes(step))(lambda), last);
  };

/** λ ↦ (∂θ^t/∂θ^{t−1})ᵀ λ + Σ slopes ∇log π, at the parameters that the step is seen from. */
export const passBack =
  (policy: Differentials, settings: SurrogateSettings) =>
  (step: Seen<SurrogateStep>, slopes: Vector | undefined): ((lambda: Vector) => Vector) => {
    const ofStep = curvatureOf(settings, step);
    const ofRatioAndSlopes = (directional: () => Vector): Vector => {
      const ofRatio = zipWith(ofStep, directional(), (weight, along) => weight * along);
      return slopes === undefined ? ofRatio : add(ofRatio, slopes);
    };
    const { curvature } = step.kept;
    return backThroughStep(policy)({
      parameters: step.parameters,
      batch: step.kept.batch,
      curvature: curvature === 0 ? undefined : scale(curvature, ofStep),
      scoreWeights: ratioInside(settings) ? ofRatioAndSlopes : slopes && (() => slopes),
    });
  };
