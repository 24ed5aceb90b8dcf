import type { InnerStep } from './inner-step';
import type { OuterEstimate } from './outer-estimate';

/** One task's adaptation: its inner steps, and what the outer batch say of where they led. */
export interface AdaptationTrace {
  readonly steps: readonly InnerStep[];
  readonly outer: OuterEstimate;
}
