export type { Verdict } from './verdict';
export { bothHold, forEvery, holds, verdict } from './verdict';
export type { CheckOptions } from './check-options';
export type { Law, LawParts, LawViolation } from './law';
export { assertLaw, checkLaws, describeViolation, law } from './law';
export { lawsAsTests, type DeclareTest } from './laws-as-tests';
export { sameData } from './same-data';
export type { MdpLimits } from './arbitraries';
export { elementsOf, keys, mdps, mdpsOfSize, stepSizes } from './arbitraries';
export { codecLaws } from './codec-laws';
export type { EpisodePlan, Visit } from './episode';
export { episode, episodePlans } from './episode';
export type { EnvironmentPredicate } from './environment-predicates';
export * as environmentPredicates from './environment-predicates';
export { environmentLaws } from './environment-laws';
export { vectorLaws, type VectorSpace } from './vector-laws';
export { prngLaws, type RandomGenerator } from './prng-laws';
export { optimizerLaws, type Stream } from './optimizer-laws';
export { tolerances, type PolicyExample, type PolicySubject, type Tolerances } from './policy-example';
export { policyLaws } from './policy-laws';
export {
  draws,
  estimationProblems,
  type Draw,
  type EstimationProblem,
  type Estimator,
  type EvaluatedTrace,
} from './estimator';
export { estimatorLaws, exchangeable, unbiased } from './estimator-laws';
export { weightingLaws, type WeightingExample } from './weighting-laws';
