export {
  defaultSettings,
  fomaml,
  lowVarianceSgMrl,
  maml,
  sgMrl,
  type Algorithm,
  type EstimatorSettings,
  type SamplingSettings,
  type TraceSettings,
  type Variant,
} from './algorithm';
export type { AdaptationSettings, OuterSettings } from './settings';
export { checkAlgorithm } from './check-algorithm';
export { checkAdaptation } from './check-settings';
export { adapt, innerStep, policyGradient, type InnerStep } from './inner-step';
export {
  held,
  outerEstimate,
  reweightedGradient,
  valueDifference,
  type OuterEstimate,
} from './outer-estimate';
export type { Likelihood } from './likelihood';
export { metaGradient, metaGradientWith, type MetaGradient } from './meta-gradient';
export {
  metaGradientParts,
  metaGradientPartsWith,
  type GradientParts,
  type MetaGradientParts,
} from './meta-gradient-parts';
export type { Redraw, Redrawn } from './central-difference';
export { stepSizeGradient, type StepSizeGradient } from './step-size-gradient';
export type { AdaptationTrace } from './trace';
export {
  centred,
  coupled,
  fading,
  future,
  itself,
  last,
  minus,
  pairs,
  past,
  shrunk,
  sum,
  times,
  transpose,
  unchained,
  window,
  type Pair,
  type Term,
  type WindowedPairs,
} from './terms/term';
export { library, parts, wholes } from './terms/library';
export { about, type About } from './terms/about';
export { leaves } from './terms/leaves';
export type { Formula, Leaf, LeafDescription, LeafFormula, LeafNumbers, Where } from './terms/leaf';
export { builtInNames } from './terms/built-in-names';
export { numbersByName, type Names } from './terms/names';
export { interpret, type Interpretation } from './terms/interpretation';
export { rowsOf, type Difference, type Directions, type ScoreWeights, type StepRows } from './terms/numbers';
export { termCodec } from './terms/codec';
export { addedTo, formulaOf } from './terms/formula';
export { shrinks } from './terms/shrinks';
export { checkDrawsNothing, drawsAnew } from './terms/draws-anew';
export type { Epsilon } from './terms/epsilon';
export { exchangeableUpTo } from './terms/exchangeable-up-to';
export { leastTrajectories } from './terms/least-trajectories';
export { costOf, type Sizes } from './terms/price';
export { addCosts, costText, noCost, type Cost, type LeafCost, type LeafWork } from './terms/cost';
export { areEqual, equalTo, normalForm } from './terms/normal-form';
export type { Given } from './terms/given';
export { biasOf, type Bias } from './terms/bias';
export { curvatureCount } from './terms/curvature-count';
export { weightFacts } from './weight-facts';
export {
  larger,
  orders,
  type BiasFacts,
  type Expectation,
  type ExpectationError,
  type LeafClaim,
  type Order,
  type Position,
} from './terms/claim';
export { catalogue, takes, type CatalogueEntry } from './catalogue/catalogue';
export { conditions, type Condition } from './catalogue/conditions';
export { equalClasses } from './catalogue/equal-classes';
export { estimatorsDocument } from './catalogue/estimators-document';
export type { SurrogateShape } from './surrogate/shape';
export { divergenceCurvature } from './surrogate/divergence-curvature';
export { surrogateGradient, surrogateValue, type SurrogateValue } from './surrogate/surrogate';
export { checkSurrogate, surrogateOf, type Surrogate } from './surrogate/surrogate-of';
export {
  surrogateData,
  type SurrogateBatch,
  type SurrogateData,
  type SurrogateOuterBatch,
  type SurrogateSettings,
  type SurrogateStep,
} from './surrogate/surrogate-data';
