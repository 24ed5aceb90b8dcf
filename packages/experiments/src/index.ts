export * from './browser';
export { describeErrorIn } from './errors/describe-error-in';
export { baselines, candidateNamesIn } from './comparison/candidate';
export {
  compare,
  type CompareOptions,
  type ComparisonEvent,
  type ComparisonOutcome,
  type FailedRun,
  type StandingRun,
} from './comparison/compare';
export type { Choice, TriedValue } from './comparison/chosen';
export { refuseComparison, storedQuestion } from './comparison/comparison-directory';
export type { FieldValue, Variation } from './comparison/variation';
export {
  groupName,
  type ComparedGroup,
  type ComparedRun,
  type Comparison,
  type ComparisonProblem,
} from './comparison/comparison';
export { adaptationCurve, learningCurve, type CurvePoint } from './comparison/curve';
export { evaluateMissing, type MissingEvaluation } from './comparison/evaluate-missing';
export type { HeldOut, HeldOutRow } from './comparison/held-out';
export { heldOutTasks } from './comparison/held-out-tasks';
export { nearestPreset, type PresetDistance } from './comparison/nearest-preset';
export { plannedRuns, type PlannedRun, type ComparisonQuestion, type Select } from './comparison/question';
export {
  groupOutcomes,
  lastIterations,
  pairedOutcomes,
  settingColumns,
  unpairedRuns,
  type GroupOutcome,
  type PairedOutcome,
  type SettingColumn,
} from './comparison/outcome';
export { holm, pairedTest, type PairedTest } from './statistics/paired';
export { readComparison, readComparisons } from './comparison/read-comparison';
export {
  reconcile,
  resolveConfig,
  type ConfigRequest,
  type ConfigSource,
  type GivenConfig,
} from './configuration/config-request';
export { extend, isTaken } from './vocabulary/extend';
export { loadVocabulary, modulesNow } from './vocabulary/load';
export type { OwnVocabulary } from './vocabulary/own-vocabulary';
export {
  evaluateRun,
  type Evaluation,
  type EvaluationOptions,
  type EvaluationRow,
  type HeldOutOptions,
  type ReturnIntervals,
} from './training/evaluate';
export {
  explain,
  explainAsData,
  type EqualTerm,
  type EqualityVerdict,
  type ExplanationData,
} from './explanation/explain';
export {
  explainTerm,
  otherDecay,
  type Equality,
  type Explanation,
  type ExplanationSetting,
  type Meaning,
} from './explanation/explanation';
export { parseFixedWeights, parseGiven, parseWeights } from './explanation/given-conditions';
export { environmentsIn, type EnvironmentRuns, type VariedSetting } from './comparison/varied';
export { interval95, type ConfidenceInterval } from './statistics/interval';
export { share95, type Share } from './statistics/share';
export {
  exportRun,
  type ExportedRun,
  type ExportedScaling,
  type ExportedSpace,
  type PolicyData,
} from './export/export-run';
export type { NamedParameters } from './export/named-parameters';
export { loadPolicy, type LoadedPolicy, type LoadOptions } from './training/load-policy';
export { listFolder, makeFolder, readText, writeAtomically, type FileError } from './files/files';
export type { Locked, LostLock } from './lock/lock';
export {
  decodeRecords,
  type IterationRecord,
  type PhaseSeconds,
  type SurplusLines,
} from './run/metrics-file';
export { few } from './errors/few';
export { parseJson, type MalformedJson } from './files/parse-json';
export { freshDirectory } from './run/fresh-directory';
export { maybeWrong } from './run/maybe-wrong';
export { readRun, type StoredRun, type WhichCheckpoint } from './run/stored-run';
export { listRuns, type DamagedRun, type ListedRun, type RunList } from './existing-runs/list-runs';
export { repeatRun, type Repetition } from './existing-runs/repeat-run';
export type { RunPaths } from './run/run-paths';
export { configFileOf, startingPoint } from './run/starting-point';
export type { IterationReturns, Summary } from './run/summary';
export { leafNames, readAlgorithm, type NamedVariant } from './explanation/term-source';
export { curvatureHint } from './terms/whole-term';
export { resumeRun, startRun, type TrainedRun } from './training/train';
export type { TrainOptions } from './training/train-options';
export type { Versions } from './run/versions';
export type { Keeping, KeepingRequest, ValidationPlan } from './run/keeping';
export type { Validation } from './run/validation-file';
export type { Workers } from './training/with-stream';
export {
  workshop,
  type Elsewhere,
  type Session,
  type TrainingWorkshop,
  type WorkshopOptions,
} from './training/elsewhere';
