export type { TrajectoryBatch } from './trajectory-batch';
export { trajectoryBatch, type RecordedStep } from './recorded-steps';
export { select, without } from './select';
export { timesteps } from './timesteps';
export { checkBatch } from './check-batch';
export { checkDiscount } from './check-discount';
export { nearlyEqual } from './agreement';
export { collect } from './collect';
export { collectTimesteps } from './collect-timesteps';
export { walk, type Walk } from './walk';
export type { RolloutError } from './rollout-error';
export { discountedRewards, discountedSums, meanReturn, returns } from './returns';
export {
  fitLinearFeatureBaseline,
  linearFeatureBaseline,
  predictLinearFeatureBaseline,
} from './linear-feature-baseline';
export type { AdvantagesLeftOut, Baseline, FittedBaseline, Predict } from './baseline';
export { advantagesOver, normalisedAdvantagesOver } from './advantages-over';
export { generalisedAdvantages } from './advantages';
export { moments, normalise, type Moments } from './normalise';
export type { StepWeights, WeightFacts, Weighting } from './weighting';
export { fromWeightsSpec, type WeightsSpec } from './weights-spec';
export { weightsRow, type WeightsDescription, type WeightsRow } from './weights-row';
export { weightsRows } from './weights-rows';
export { checkWeighting, checkWeights, fitWeights, stepWeights } from './weights';
export { rewardToGo } from './reward-to-go';
export { scaled, scaledByState } from './scaled';
export { leaveOneOutWeights } from './leave-one-out-weights';
