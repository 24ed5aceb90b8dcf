export type { Adaptation } from './adaptation';
export { adaptedValue } from './adapted-value';
export { catalogue, takes, type CatalogueEntry } from './catalogue';
export { deterministicObjective } from './deterministic-objective';
export { expectedReturn, returnGradient, type ValueAndGradient } from './dynamic-programming';
export { exactMoments, type TraceEstimator } from './exact-moments';
export { decodeMdpFile, type MdpFile } from './mdp-file';
export type { ExactMoments } from './moment-sum';
export { countMultisets, multisets, type Multiset } from './multisets';
export { sequences } from './sequences';
export { returnHessian } from './return-hessian';
export { asAlgorithm, type Setting } from './setting';
export { describeTooLarge, type TooLarge } from './theory-error';
export {
  countTrajectories,
  trajectoryProbabilities,
  trajectorySupport,
  type TrajectorySupport,
} from './trajectory-support';
export { verificationTable, verify, type EstimatorReport, type Verification } from './verify';
export { sharpBounds, statedBounds, type Bounds, type TheoryProblem } from './bounds';
export { fixedTasks, manyTasks, type Plan } from './complexity';
export {
  boundedGaussianConstants,
  softmaxConstants,
  type BoundedGaussian,
  type PolicyConstants,
} from './policy-constants';
export { theoryProblem, theoryRows, type TheoryRow } from './theory-table';
export { adaptations, type Adapted } from './traces';
export {
  expectedAscent,
  meanAdaptedValue,
  stochasticAscent,
  type AscentPlan,
  type AscentPoint,
} from './ascent';
export {
  convergenceStudy,
  opposedBandits,
  type ConvergenceRow,
  type ConvergenceStudy,
  type RestingPoint,
} from './convergence-study';
export type { TaskSet } from './task-set';
export { fitPower, type PowerFit } from './power-fit';
export {
  varianceCurves,
  varianceTable,
  type MeasuredVariance,
  type VarianceCurve,
  type VariancePoint,
  type VarianceStudy,
} from './variance-scaling';
export { equations, type Equation } from './equations';
export { estimatorsDocument } from './estimators-document';
export { randomProblem } from './random-problem';
