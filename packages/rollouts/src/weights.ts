/**
 * What multiplies log π at each step.
 *
 * - `reward-to-go`: w_h = Σ_{t≥h} γ^t r_t; unbiased for ∇J.
 * - `advantage`: GAE(λ) over the linear feature baseline, w_h = Â_h.
 * - `normalised-advantage`: GAE(λ), shifted and scaled to mean zero and deviation one over the batch, and divided by
 *   the mean trajectory length, so that the surrogate is a mean over time steps.
 */
export type Weights =
  | { readonly kind: 'reward-to-go' }
  | { readonly kind: 'advantage'; readonly lambda: number }
  | { readonly kind: 'normalised-advantage'; readonly lambda: number };
