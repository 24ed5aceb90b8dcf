export { select, timesteps, without, type TrajectoryBatch } from './trajectory-batch';
export { collect } from './collect';
export type { RolloutError } from './rollout-error';
export { discountedRewards, discountedSums, meanReturn, returns } from './returns';
export { fitLinearFeatureBaseline, predictLinearFeatureBaseline } from './linear-feature-baseline';
export { generalisedAdvantages } from './advantages';
export { moments, normalise, type Moments } from './normalise';
export { fitWeights, stepWeights, type StepWeights, type Weights } from './weights';
export { leaveOneOutWeights } from './leave-one-out-weights';
