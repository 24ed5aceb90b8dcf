export {
  fomaml,
  lowVarianceSgMrl,
  maml,
  sgMrl,
  type Algorithm,
  type Jacobian,
  type Variant,
} from './algorithm';
export { adapt, innerStep, policyGradient, type InnerStep } from './inner-step';
export { outerEstimate, reweightedGradient, valueDifference, type OuterEstimate } from './outer-estimate';
export { metaGradient, propagatedScore, type AdaptationTrace } from './meta-gradient';
export { combineTasks, taskGradient, type TaskGradient } from './task-gradient';
export { debiasings, type Debiasing } from './debiasing/registry';
export type { DebiasingContext, DebiasingPart, ScoreWeights } from './debiasing/part';
