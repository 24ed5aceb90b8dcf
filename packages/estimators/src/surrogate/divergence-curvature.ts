import type { Differentials } from '@sgmrl/policies';
import { select, timesteps } from '@sgmrl/rollouts';
import { zipWith, type Vector } from '@sgmrl/vector';
import { checkSurrogateUse } from './check-surrogate';
import type { SurrogateShape } from './shape';
import { passBack } from './surrogate';
import type { SurrogateData, SurrogateOuterBatch, SurrogateSettings, SurrogateStep } from './surrogate-data';

/**
 * JᵀFJ v in R^d: the second derivative at θ_k of {@link surrogateValue}'s divergence, times v. J =
 * ∂θ^ζ/∂θ is the Jacobian of the adaptation on its data, F = (1/n) Σ ∇log π ∇log πᵀ the Fisher
 * matrix over the n time steps of D_o. There are no further terms, since the gradient of the
 * divergence vanishes at θ_k.
 *
 * Source: the constraint of Schulman et al., arXiv:1502.05477, appendix C, through the inner steps.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { divergenceCurvature, type SurrogateData } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const settings = { estimator: 'maml', stepSize: 1 };
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const data: SurrogateData = { steps: [],
 *   outerBatch: { parameters: [0, 0], batch, logProbability: [Math.log(0.5)], weights: [1] } };
 * // The score is (−½, ½): F = ¼ ((1, −1), (−1, 1)).
 * const product = divergenceCurvature(tabularSoftmax(1, 2), settings)(data, [1, 0]);
 * deepStrictEqual(Array.from(product), [0.25, -0.25]);
 * ```
 */
export const divergenceCurvature =
  (policy: Differentials, settings: SurrogateSettings, shape: SurrogateShape = {}) =>
  (data: SurrogateData, direction: Vector): Vector => {
    checkSurrogateUse(settings, shape, data);
    const { steps, outerBatch } = sampleOf(shape.curvatureTrajectories, data);
    // Symmetric, so that one product serves for J and for Jᵀ.
    const pass = (kept: SurrogateStep) =>
      passBack(policy, settings)(
        { kept, parameters: kept.parameters, logRatio: () => new Float64Array(kept.weights.length) },
        undefined,
      );
    const adapted = steps.reduce<Vector>((v, step) => pass(step)(v), direction);
    return steps.reduceRight((v, step) => pass(step)(v), fisherProduct(policy)(outerBatch, adapted));
  };

/**
 * The data of the first trajectories of each batch, as many as the update takes the curvature on.
 */
const sampleOf = (wanted: number | undefined, { steps, outerBatch }: SurrogateData): SurrogateData => {
  if (wanted === undefined) return { steps, outerBatch };
  const first = <B extends SurrogateOuterBatch>(kept: B): B => {
    const { batch, weights } = kept;
    const trajectories = Math.min(wanted, batch.trajectories);
    const rows = trajectories * batch.steps;
    return {
      ...kept,
      batch: select(
        batch,
        Array.from({ length: trajectories }, (_, n) => n),
      ),
      weights: Array.from({ length: rows }, (_, row) => (batch.trajectories / trajectories) * weights[row]),
    };
  };
  return { steps: steps.map(first), outerBatch: first(outerBatch) };
};

/** F v = (1/n) Σ ∇log π ⟨∇log π, v⟩ over the n time steps of a batch. */
const fisherProduct =
  (policy: Differentials) =>
  ({ parameters, batch }: SurrogateOuterBatch, v: Vector): Vector => {
    const share = 1 / timesteps(batch);
    const directional = policy.directionalDerivative(parameters, batch, v);
    return policy.weightedScore(
      parameters,
      batch,
      zipWith(directional, batch.mask, (d, running) => share * running * d),
    );
  };
