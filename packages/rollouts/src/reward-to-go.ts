import { discountedRewards, discountedSums } from './returns';
import type { Weighting } from './weighting';

/**
 * w_h = Σ_{t≥h} γ^t r_t: nothing is fitted, and the policy gradient is unbiased for ∇J.
 *
 * @example See {@link stepWeights}.
 */
export const rewardToGo: Weighting = {
  name: 'reward-to-go',
  facts: () => ({ fitted: false, decay: 1, normalised: false, unbiased: true }),
  fit: (discount) => () => (batch) => ({
    values: discountedSums(batch, discountedRewards(batch, discount), 1),
    scale: 1,
    decay: 1,
  }),
};
