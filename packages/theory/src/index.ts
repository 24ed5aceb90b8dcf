export type { Adaptation } from './adaptation';
export { adaptedValue, sequenceLimit } from './adapted-value';
export { deterministicObjective } from './deterministic-objective';
export { expectedReturn, returnGradient, type ValueAndGradient } from './dynamic-programming';
export { countMultisets, multisets, type Multiset } from './multisets';
export { returnHessian } from './return-hessian';
export { describeTooLarge, type TooLarge } from './theory-error';
export {
  countTrajectories,
  trajectoryLimit,
  trajectoryProbabilities,
  trajectorySupport,
  type TrajectorySupport,
} from './trajectory-support';
