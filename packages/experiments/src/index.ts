export { algorithmNames, findAlgorithm, nameOfAlgorithm, type UnknownAlgorithm } from './algorithms';
export { baselines, candidateNames } from './comparison/candidate';
export {
  compare,
  type CompareOptions,
  type ComparisonEvent,
  type ComparisonOutcome,
  type FailedRun,
  type StandingRun,
} from './comparison/compare';
export { refuseComparison } from './comparison/comparison-directory';
export type { ComparedGroup, ComparedRun, Comparison, ComparisonProblem } from './comparison/comparison';
export { adaptationCurve, learningCurve, type CurvePoint } from './comparison/curve';
export { evaluateMissing, type MissingEvaluation } from './comparison/evaluate-missing';
export type { HeldOut, HeldOutRow } from './comparison/held-out';
export { heldOutTasks } from './comparison/held-out-tasks';
export { nearestPreset, type PresetDistance } from './comparison/nearest-preset';
export { plannedRuns, type PlannedRun, type ComparisonQuestion } from './comparison/question';
export {
  groupOutcomes,
  lastIterations,
  pairedOutcomes,
  unpairedRuns,
  type GroupOutcome,
  type PairedOutcome,
} from './comparison/outcome';
export { holm, pairedTest, type PairedTest } from './comparison/paired';
export { readComparison } from './comparison/read-comparison';
export { decodeConfig, parseConfig, type Config } from './config';
export { reconcile, resolveConfig, type ConfigRequest, type ConfigSource } from './config-request';
export { differences } from './differences';
export { EnvironmentSpec, loadTasks, type TaskAwareSpec } from './environment-spec';
export {
  evaluateRun,
  type Evaluation,
  type EvaluationOptions,
  type EvaluationRow,
  type ReturnIntervals,
} from './evaluate';
export {
  describeError,
  describeErrorIn,
  isRunFailure,
  type ExecutionFailure,
  type ExperimentError,
  type InvalidConfig,
  type UnknownPreset,
  type UnusableRun,
} from './experiment-error';
export { explain, explainAsData } from './explain';
export {
  conditionsOfEquality,
  explainTerm,
  type Condition,
  type Equality,
  type Explanation,
  type ExplanationSetting,
  type Meaning,
} from './explanation';
export { parseGiven, parseWeights } from './given-conditions';
export { interval95, type Interval } from './interval';
export { listFolder, makeFolder, readText, writeAtomically, type FileError } from './files';
export type { Locked, LostLock } from './lock';
export { decodeRecords, type IterationRecord, type PhaseSeconds, type SurplusLines } from './metrics-file';
export { nearest } from './nearest';
export { parseJson, type MalformedJson } from './parse-json';
export { findPreset, presets, type Preset, type PresetName } from './presets';
export { freshDirectory, readRun, type StoredRun } from './run-directory';
export type { RunPaths } from './run-paths';
export { applySettings, type InvalidSetting } from './set-path';
export type { IterationReturns, Summary } from './summary';
export { leafNames, readAlgorithm, type NamedVariant } from './term-source';
export { termText } from './term-text';
export { resumeRun, startRun, type TrainedRun, type TrainOptions } from './train';
export type { Versions } from './versions';
export type { Workers } from './with-stream';
