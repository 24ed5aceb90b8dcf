import type { Vector } from '@sgmrl/vector';
import type { InnerStep } from './inner-step';
import type { OuterEstimate } from './outer-estimate';

/** One task's adaptation: its inner steps, and what the outer batch says of where they led. */
export interface AdaptationTrace {
  /** Inner steps t = 1, …, ζ, in this order. */
  readonly steps: readonly InnerStep[];
  /** What is known of θ^ζ from D_o. */
  readonly outer: OuterEstimate;
  /** θ^ζ where it is known; what needs it computes it from the last step otherwise. */
  readonly adapted?: Vector;
}
