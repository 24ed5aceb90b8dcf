export type { AdaptationChoices } from './adaptation-choices';
export { adaptedValue } from './exact/adapted-value';
export { deterministicObjective } from './exact/deterministic-objective';
export { expectedReturn, returnGradient, type ValueAndGradient } from './exact/dynamic-programming';
export { exactMoments, type TraceEstimator } from './exact/exact-moments';
export { decodeMdpFile, type MdpFile } from './mdp-file';
export type { ExactMoments } from './exact/moment-sum';
export { countMultisets, multisets, type Multiset } from './exact/multisets';
export { sequences } from './exact/sequences';
export { expectedGradient } from './exact/expected-gradient';
export { returnHessian } from './exact/return-hessian';
export { asAlgorithm, type Setting } from './setting';
export { describeTooLarge, type TooLarge } from './theory-error';
export {
  countTrajectories,
  trajectoryProbabilities,
  trajectorySupport,
  type TrajectorySupport,
} from './exact/trajectory-support';
export { verificationTable, verify, type EstimatorReport, type Verification } from './studies/verify';
export { sharpBounds, statedBounds, type Bounds, type TheoryProblem } from './bounds/bounds';
export { coupledBounds, type CoupledBounds, type CoupledChoices } from './bounds/coupled-bounds';
export { fixedTasks, manyTasks, type Plan } from './bounds/complexity';
export {
  boundedGaussianConstants,
  softmaxConstants,
  type BoundedGaussian,
  type PolicyConstants,
  type SmoothPolicyConstants,
} from './bounds/policy-constants';
export { theoryProblem, theoryRows, type TheoryRow } from './studies/theory-table';
export { adaptations, type Adapted } from './exact/traces';
export {
  expectedAscent,
  meanAdaptedValue,
  stochasticAscent,
  type AscentPlan,
  type AscentPoint,
} from './studies/ascent';
export {
  convergenceStudy,
  opposedBandits,
  type ConvergenceRow,
  type ConvergenceStudy,
  type RestingPoint,
} from './studies/convergence-study';
export type { TaskSet } from './task-set';
export { fitPower, type PowerFit } from './studies/power-fit';
export {
  varianceCurves,
  type MeasuredVariance,
  type VarianceCurve,
  type VariancePoint,
  type VarianceStudy,
} from './studies/variance-scaling';
export { varianceTable } from './studies/variance-table';
export { randomProblem } from './random-problem';
