import { checkFields, checkOnlyFields } from '@sgmrl/codecs';
import { advantagesOver, normalisedAdvantagesOver } from './advantages-over';
import { linearFeatureBaseline } from './linear-feature-baseline';
import { rewardToGo } from './reward-to-go';
import { scaled, scaledByState } from './scaled';
import type { Weighting } from './weighting';

/**
 * Weights of the steps of a batch as plain data, for configurations. {@link fromWeightsSpec} makes
 * them a {@link Weighting}.
 *
 * Nothing is divided by a deviation that is rounding. A deviation below 10⁻⁶ of the root mean
 * square of the rewards-to-go counts as that much. Normalised advantages are zero where they tell
 * nothing of which actions were good: where all trajectories earn the same at every step, and where
 * the baseline matches all rewards-to-go, up to rounding.
 */
export type WeightsSpec =
  | {
      /** w_h = Σ_{t≥h} γ^t r_t; its policy gradient is unbiased for ∇J. */
      readonly kind: 'reward-to-go';
    }
  | (Generalised & {
      /** GAE(λ) over a linear feature baseline fitted to the batch, w_h = Â_h. */
      readonly kind: 'advantage';
    })
  | (Generalised & {
      /**
       * GAE(λ), shifted and scaled to mean zero and deviation one over the batch and divided by the
       * mean trajectory length, so that the surrogate is a mean over time steps.
       */
      readonly kind: 'normalised-advantage';
    })
  | ScaledAdvantage;

/** Weights by generalised advantages, Schulman et al. (arXiv:1506.02438). */
interface Generalised {
  /** λ of GAE, from 0 (temporal differences) to 1 (rewards-to-go minus the baseline). */
  readonly lambda: number;
}

/**
 * w_h = s Â_h with a scale s that does not depend on the batch. Training can take it from its
 * state: the scale that normalising gave the iteration before.
 */
interface ScaledAdvantage extends Generalised {
  readonly kind: 'scaled-advantage';
  /** s; `state` where training puts in what its state holds. */
  readonly scale: number | 'state';
}

/**
 * The weights that a specification describes. Those that take their scale from the state have
 * facts, but cannot weigh.
 *
 * @throws RangeError for an unknown kind or field, for a λ that is not from 0 to 1, and for a scale
 *   that is not above 0.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { fromWeightsSpec } from '@sgmrl/rollouts';
 * const { facts } = fromWeightsSpec({ kind: 'advantage', lambda: 0.5 });
 * deepStrictEqual(facts(0.9), { fitted: true, decay: 0.45, normalised: false, unbiased: false });
 * ```
 */
export const fromWeightsSpec = (spec: WeightsSpec): Weighting => {
  checkFields('weights', spec, {});
  switch (spec.kind) {
    case 'reward-to-go':
      checkOnlyFields('weights', spec, { kind: 'anything' });
      return rewardToGo;
    case 'advantage':
      checkOnlyFields('weights', spec, { kind: 'anything', lambda: 'anything' });
      return { ...advantagesOver(linearFeatureBaseline, spec.lambda), name: spec.kind };
    case 'normalised-advantage':
      checkOnlyFields('weights', spec, { kind: 'anything', lambda: 'anything' });
      return { ...normalisedAdvantagesOver(linearFeatureBaseline, spec.lambda), name: spec.kind };
    case 'scaled-advantage':
      checkOnlyFields('weights', spec, { kind: 'anything', lambda: 'anything', scale: 'anything' });
      return { ...scaledAdvantages(spec), name: spec.kind };
    default: {
      const { kind }: { readonly kind: unknown } = spec;
      throw new RangeError(
        `weights: expected one of reward-to-go, advantage, normalised-advantage, scaled-advantage, found '${String(kind)}'`,
      );
    }
  }
};

const scaledAdvantages = ({ lambda, scale }: ScaledAdvantage): Weighting => {
  const advantages = advantagesOver(linearFeatureBaseline, lambda);
  return scale === 'state' ? scaledByState(advantages) : scaled(scale, advantages);
};
