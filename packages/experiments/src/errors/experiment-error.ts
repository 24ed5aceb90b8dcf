import { visibleName, type InvalidField } from '@sgmrl/codecs';
import { describeNonFinite, type NonFinite } from '@sgmrl/meta-learning';
import { describeField, type ConfigField } from './describe-field';
import type { FileError } from '../files/files';
import { silenceInSeconds } from '../lock/silence';
import type { Locked, LostLock } from '../lock/lock';
import type { MalformedJson } from '../files/parse-json';

/** A configuration with wrong fields, all of them listed. */
export interface InvalidConfig {
  readonly kind: 'invalid-config';
  /** The file or preset it came from. */
  readonly source: string;
  /** All wrong fields, at most a hundred one by one. */
  readonly fields: readonly ConfigField[];
  /** What to do, where that is not to correct the fields. */
  readonly mend?: string | undefined;
}

/** A name that no preset has. */
export interface UnknownPreset {
  readonly kind: 'unknown-preset';
  /** What was asked for. */
  readonly name: string;
  /** The nearest name as a question, or all names. */
  readonly suggestion: string;
}

/** A name that no algorithm has. */
export interface UnknownAlgorithm {
  readonly kind: 'unknown-algorithm';
  /** What was asked for. */
  readonly name: string;
  /** The nearest name as a question, or all names. */
  readonly suggestion: string;
}

/** A setting `path=value` that cannot be applied. */
export interface InvalidSetting {
  readonly kind: 'invalid-setting';
  /** The whole text: `algorithm.innerSteps=3`. */
  readonly setting: string;
  /** Why not, for a person. */
  readonly problem: string;
  /** What it was given by; `--set` unless it says so. */
  readonly flag?: '--vary';
}

/** A run directory that cannot be used as asked. */
export interface UnusableRun {
  readonly kind: 'unusable-run';
  /** The folder, or the file in it that is wrong. */
  readonly path: string;
  /** Why not, for a person. */
  readonly problem: string;
  /** What to do. */
  readonly mend?: string | undefined;
}

/** A module that gives no vocabulary. */
export interface UnusableModule {
  readonly kind: 'unusable-module';
  /** Its path, as the configuration or the person names it. */
  readonly module: string;
  /** Why not, for a person. */
  readonly problem: string;
  /** Whether it is another than that of the run. */
  readonly changed?: true;
  /** What is wrong with what it exports. */
  readonly fields: readonly InvalidField[];
}

/** The computation could not be carried out where it was to run. */
export interface ExecutionFailure {
  readonly kind: 'execution';
  /** What was thrown, or could not be started, for a person. */
  readonly problem: string;
  /** Where a worker returned other bits: the first iteration whose state may hold wrong results. */
  readonly wrongSince?: number | undefined;
}

/** Everything that can go wrong with an experiment. */
export type ExperimentError =
  | MalformedJson
  | InvalidConfig
  | InvalidSetting
  | UnknownPreset
  | UnknownAlgorithm
  | FileError
  | Locked
  | LostLock
  | UnusableRun
  | UnusableModule
  | ExecutionFailure
  | NonFinite;

/**
 * Whether the run itself failed, rather than what it was given (a file, a flag, a folder) was
 * unfit.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { isRunFailure } from '@sgmrl/experiments';
 * strictEqual(isRunFailure({ kind: 'execution', problem: 'no worker can be started' }), true);
 * strictEqual(isRunFailure({ kind: 'unknown-preset', name: 'x', suggestion: '' }), false);
 * ```
 */
export const isRunFailure = (error: ExperimentError): error is ExecutionFailure | NonFinite =>
  error.kind === 'non-finite' || error.kind === 'execution';

const wrongFields = (fields: readonly InvalidField[]): string => {
  const number = fields.reduce((sum, { leftOut = 1 }) => sum + leftOut, 0);
  return number === 1 ? 'one field is' : `${String(number)} fields are`;
};

const nameOf = ({ pid, host }: Pick<Locked, 'pid' | 'host'>): string => `process ${String(pid)} on ${host}`;

const describeLocked = (error: Locked): string =>
  error.seen
    ? `${error.path} is held by ${nameOf(error)}, which works here: wait until it ends, or stop it; ` +
      `if this folder is a copy of the one it works in, remove that file`
    : `${error.path} is held by ${nameOf(error)}, which cannot be seen from here; it counts as gone after ` +
      `${String(silenceInSeconds)} seconds without a sign of life, or with --take-over`;

const describeLost = ({ path, holder }: LostLock): string =>
  `${path} was ${holder === undefined ? 'removed' : `taken over by ${nameOf(holder)}`} while this process worked; it stops, and has written nothing since`;

const then = (mend: string | undefined): string => (mend === undefined ? '' : `; ${mend}`);

/**
 * What went wrong and where, for a person: one line, and one more for each of the first hundred
 * wrong fields.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { decodeConfig, describeError, presets } from '@sgmrl/experiments';
 * const decoded = decodeConfig('mine.json')({ ...presets['tabular-quick'].config, seed: -1 });
 * if (decoded._tag === 'Right') throw new Error('a seed is not negative');
 * strictEqual(describeError(decoded.left), `mine.json: one field is wrong
 *   seed: expected whole number from 0 to 9007199254740991, found -1`);
 * ```
 */
export const describeError = (error: ExperimentError): string => {
  switch (error.kind) {
    case 'malformed-json':
      return `${visibleName(error.source)}:${String(error.line)}:${String(error.column)}: not valid JSON: ${error.problem}${then(error.mend)}`;
    case 'invalid-config':
      return [
        `${visibleName(error.source)}: ${wrongFields(error.fields)} wrong${then(error.mend)}`,
        ...error.fields.flatMap((field) => [
          `  ${visibleName(describeField(field))}`,
          ...(field.details ?? []).map((line) => `    ${visibleName(line)}`),
        ]),
      ].join('\n');
    case 'invalid-setting':
      return visibleName(`${error.flag ?? '--set'} ${error.setting}: ${error.problem}`);
    case 'unknown-preset':
      return `unknown preset ${JSON.stringify(error.name)}: ${error.suggestion}`;
    case 'unknown-algorithm':
      return `unknown algorithm ${JSON.stringify(error.name)}: ${error.suggestion}`;
    case 'file':
      return visibleName(`cannot ${error.action} ${error.path}: ${error.reason}`);
    case 'locked':
      return visibleName(describeLocked(error));
    case 'lost-lock':
      return visibleName(describeLost(error));
    case 'unusable-run':
      return visibleName(`${error.path}: ${error.problem}${then(error.mend)}`);
    case 'unusable-module':
      return [
        ...`module ${error.module}: ${error.problem}`.split('\n').map(visibleName),
        ...error.fields.map((field) => `  ${visibleName(describeField(field))}`),
      ].join('\n');
    case 'execution':
      return error.problem;
    case 'non-finite':
      return describeNonFinite(error);
  }
};
