// The entry for browsers, which have no files, folders of runs and worker threads.
export { algorithmNames, findAlgorithm, nameOfAlgorithm } from './configuration/algorithms';
export type { Config, ConfiguredModule, StartingPoint } from './configuration/config';
export { decodeConfig } from './configuration/decode-config';
export { findPreset } from './configuration/find-preset';
export type { Preset } from './configuration/preset';
export { presets, type PresetName } from './configuration/presets';
export {
  describeError,
  isRunFailure,
  type ExecutionFailure,
  type ExperimentError,
  type InvalidConfig,
  type InvalidSetting,
  type UnknownAlgorithm,
  type UnknownPreset,
  type UnusableModule,
  type UnusableRun,
} from './errors/experiment-error';
export { termText } from './terms/term-text';
export { problemOf, type ProblemError, type SomeProblem } from './training/problem-of';
export { algorithmOf } from './vocabulary/algorithm-of';
export type { AlgorithmSpec } from './vocabulary/algorithm-spec';
export { builtIn } from './vocabulary/built-in';
export {
  isTaskAware,
  type AnyEnvironmentSpec,
  type EnvironmentSizes,
  type TaskAwareSpec,
  type TasksRow,
} from './vocabulary/environment-spec';
export { loadTasks } from './vocabulary/load-tasks';
export { optimizerOf, type ChainSpec } from './vocabulary/optimizer-chain';
export type { AnyOptimizerRow, AnyOptimizerSpec } from './vocabulary/optimizer-spec';
export type { AnyOuterUpdateRow, AnyOuterUpdateSpec } from './vocabulary/outer-update-spec';
export type { OwnSpec } from './vocabulary/own-spec';
export type { AnyPolicyRow, AnyPolicySpec } from './vocabulary/policy-spec';
export type { AnyWeightsSpec } from './vocabulary/weights-spec';
export { namesIn, type NamedTerm, type TermRow, type Vocabulary } from './vocabulary/vocabulary';
