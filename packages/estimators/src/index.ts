export {
  fomaml,
  lowVarianceSgMrl,
  maml,
  proMp,
  sgMrl,
  trpoMaml,
  type Algorithm,
  type Jacobian,
  type UpdatedVariant,
  type Variant,
} from './algorithm';
export { checkAlgorithm } from './check-algorithm';
export { adapt, innerStep, policyGradient, type InnerStep } from './inner-step';
export { outerEstimate, reweightedGradient, valueDifference, type OuterEstimate } from './outer-estimate';
export { metaGradient, metaGradientWith, propagatedScore, type AdaptationTrace } from './meta-gradient';
export { combineTasks, taskGradient, type TaskGradient } from './task-gradient';
export { debiasings, type Debiasing } from './debiasing/registry';
export type { DebiasingContext, DebiasingPart, ScoreWeights } from './debiasing/part';
export type { OuterUpdate, ProximalUpdate, TrustRegionUpdate } from './outer-update';
export { divergenceCurvature } from './surrogate/divergence-curvature';
export { surrogateGradient, surrogateValue, type SurrogateValue } from './surrogate/surrogate';
export {
  surrogateData,
  type SurrogateBatch,
  type SurrogateData,
  type SurrogateEvaluation,
  type SurrogateStep,
} from './surrogate/surrogate-data';
