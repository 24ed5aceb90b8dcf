import { interval95, type ConfidenceInterval } from '../statistics/interval';
import {
  groupName,
  type ComparedGroup,
  type ComparedRun,
  type Comparison,
  type ComparisonProblem,
} from './comparison';
import { adaptationCurve, type CurvePoint } from './curve';
import { holm, pairedTest, type PairedTest } from '../statistics/paired';
import type { VariedSetting } from './varied';

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** Iterations at the end of training whose returns are averaged. */
export const lastIterations = 10;

/**
 * What the runs of a group came to: undiscounted returns, means over seeds with 95 % intervals
 * (Student's t).
 */
export interface GroupOutcome {
  /** The name of the group: with the settings that tell it from others. */
  readonly algorithm: string;
  /** Without them. */
  readonly bareName: string;
  /** Those settings. */
  readonly settings: readonly VariedSetting[];
  /** ζ of training. */
  readonly innerSteps: number;
  /** How many runs it has. */
  readonly seeds: number;
  /** Over the last ten iterations of training, before adaptation; undefined without iterations. */
  readonly before: ConfidenceInterval | undefined;
  /** The same after adaptation. */
  readonly after: ConfidenceInterval | undefined;
  /** On held-out tasks after 0, 1, …, K inner steps, over the seeds that were measured. */
  readonly heldOut: readonly CurvePoint[];
}

const atEnd = (runs: readonly ComparedRun[], when: 'before' | 'after'): ConfidenceInterval | undefined => {
  const values = runs.flatMap(({ records }) =>
    records.length === 0
      ? []
      : [mean(records.slice(-lastIterations).map((record) => record[when].undiscounted.mean))],
  );
  return values.length === 0 ? undefined : interval95(values);
};

/**
 * What each group came to.
 *
 * @example See {@link pairedOutcomes}.
 */
export const groupOutcomes = ({ groups }: Comparison): readonly GroupOutcome[] =>
  groups.map((group) => ({
    algorithm: groupName(group),
    bareName: group.algorithm,
    settings: group.settings ?? [],
    innerSteps: group.innerSteps,
    seeds: group.runs.length,
    before: atEnd(group.runs, 'before'),
    after: atEnd(group.runs, 'after'),
    heldOut: adaptationCurve(group),
  }));

/** A column of a table of groups: a field in which they differ. */
export interface SettingColumn {
  /** The last name of the field's path, or as many as tell it from others. */
  readonly heading: string;
  /** What a group has there; empty where it has nothing. */
  readonly cell: (outcome: Pick<GroupOutcome, 'settings'>) => string;
}

/**
 * A column for each field in which groups differ.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { settingColumns } from '@sgmrl/experiments';
 * const settings = [{ path: 'optimizer.learningRate', name: 'learningRate', shown: '0.5', label: 'learningRate=0.5' }];
 * const columns = settingColumns([{ settings }, { settings: [] }]);
 * deepStrictEqual(columns.map(({ heading, cell }) => [heading, cell({ settings }), cell({ settings: [] })]), [
 *   ['learningRate', '0.5', ''],
 * ]);
 * ```
 */
export const settingColumns = (
  outcomes: readonly Pick<GroupOutcome, 'settings'>[],
): readonly SettingColumn[] => {
  const names = new Map(
    outcomes.flatMap(({ settings }) => settings.map(({ path, name }) => [path, name] as const)),
  );
  return [...names].map(([path, heading]) => ({
    heading,
    cell: ({ settings }) => settings.find((one) => one.path === path)?.shown ?? '',
  }));
};

/**
 * The difference of an algorithm from the reference with as many inner steps, over the seeds that
 * both have.
 */
export interface PairedOutcome extends PairedTest {
  /** ζ of the reference's training. */
  readonly innerSteps: number;
  /** The names of both groups. */
  readonly algorithm: string;
  /** The other one's: that of MAML, where there is one. */
  readonly reference: string;
  /**
   * Inner steps after which the algorithm is measured: ζ, or none for the oracle; the reference
   * after ζ.
   */
  readonly measuredAfter: number;
  /** `studentP`, adjusted by Holm for all rows. */
  readonly adjustedP: number | null;
}

const heldOutMean = ({ heldOut }: ComparedRun, innerSteps: number): number | undefined => {
  const row = heldOut?.rows.at(innerSteps);
  return row === undefined ? undefined : mean(row.undiscounted);
};

const isReference = ({ algorithm }: ComparedGroup): boolean => ['none', 'maml'].includes(algorithm);

/** An algorithm or baseline, and what it is measured against. */
interface Opponents {
  readonly group: ComparedGroup;
  readonly reference: ComparedGroup;
}

/** How many fields in which groups differ are the same in both. */
const alike = ({ settings: some = [] }: ComparedGroup, { settings: others = [] }: ComparedGroup): number =>
  some.filter(({ label }) => others.some((other) => other.label === label)).length;

/**
 * For every ζ of training: every other algorithm and every baseline beside the MAML of which most
 * settings are the same, the first of equals, or else the first group.
 */
const opponentsIn = (groups: readonly ComparedGroup[]): readonly Opponents[] =>
  [...new Set(groups.map(({ innerSteps }) => innerSteps))]
    .filter((innerSteps) => innerSteps > 0)
    .flatMap((innerSteps) => {
      const adapting = groups.filter((group) => group.innerSteps === innerSteps);
      const references = adapting.filter(isReference);
      const first = references.at(0) ?? adapting[0];
      const referenceOf = (group: ComparedGroup): ComparedGroup =>
        references
          .filter((one) => one !== group)
          .reduce((one, other) => (alike(other, group) > alike(one, group) ? other : one), first);
      return [...adapting, ...groups.filter((group) => group.innerSteps === 0)]
        .filter((group) => group !== first)
        .map((group) => ({ group, reference: referenceOf(group) }));
    });

/** Measured on held-out tasks with the parameters that all its iterations led to. */
const isMeasuredAtEnd = ({ heldOut, config }: ComparedRun): boolean =>
  heldOut?.iteration === config.iterations;

/** A run and that of the reference. */
interface RunPair {
  readonly run: ComparedRun;
  readonly other: ComparedRun;
}

const onSameTasks = ({ run, other }: RunPair): boolean => run.heldOut?.tasks === other.heldOut?.tasks;

/** Runs of both sides with the same seed, each measured at its end. */
const sameSeeds = ({ group, reference }: Opponents): readonly RunPair[] =>
  group.runs.filter(isMeasuredAtEnd).flatMap((run) =>
    reference.runs
      .filter(({ seed }) => seed === run.seed)
      .filter(isMeasuredAtEnd)
      .map((other) => ({ run, other })),
  );

const testOf = (opponents: Opponents): readonly Omit<PairedOutcome, 'adjustedP'>[] => {
  const { group, reference } = opponents;
  const measuredAfter = group.algorithm === 'oracle' ? 0 : reference.innerSteps;
  const pairs = sameSeeds(opponents)
    .filter(onSameTasks)
    .flatMap(({ run, other }) => {
      const x = heldOutMean(run, measuredAfter);
      const y = heldOutMean(other, reference.innerSteps);
      return x === undefined || y === undefined ? [] : [{ x, y }];
    });
  return pairs.length === 0
    ? []
    : [
        {
          innerSteps: reference.innerSteps,
          algorithm: groupName(group),
          reference: groupName(reference),
          measuredAfter,
          ...pairedTest(
            pairs.map(({ x }) => x),
            pairs.map(({ y }) => y),
          ),
        },
      ];
};

/**
 * How the returns on held-out tasks after adaptation differ from those of the reference with the
 * same seed, for every number of inner steps ζ ≥ 1 of training. Only finished runs that were
 * measured on the same tasks are paired.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { groupOutcomes, pairedOutcomes, presets } from '@sgmrl/experiments';
 * const heldOut = (...returns: number[]) => ({
 *   version: 1 as const, iteration: 0, tasks: 1,
 *   rows: returns.map((x, innerSteps) => ({ innerSteps, undiscounted: [x], discounted: [x] })),
 * });
 * const config = { ...presets['tabular-quick'].config, iterations: 0 };
 * const run = (seed: number, ...returns: number[]) => ({
 *   directory: '', seed, config, records: [], heldOut: heldOut(...returns),
 * });
 * const comparison = {
 *   directories: [], config, problems: [],
 *   groups: [
 *     { algorithm: 'none', innerSteps: 1, runs: [run(1, 0, 1), run(2, 0, 5)] },
 *     { algorithm: 'leave-one-out', innerSteps: 1, runs: [run(1, 0, 3), run(2, 0, 7)] },
 *   ],
 * };
 * deepStrictEqual(groupOutcomes(comparison).map(({ heldOut: rows }) => rows.map(({ mean }) => mean)), [[0, 3], [0, 5]]);
 * // The seeds are far apart, but each gains two.
 * const [{ algorithm, reference, difference }] = pairedOutcomes(comparison);
 * deepStrictEqual([algorithm, reference], ['leave-one-out', 'none']);
 * deepStrictEqual([difference.low, difference.mean, difference.high], [2, 2, 2]);
 * ```
 */
export const pairedOutcomes = ({ groups }: Comparison): readonly PairedOutcome[] => {
  const rows = opponentsIn(groups).flatMap(testOf);
  const tested = rows.filter(({ studentP }) => studentP !== null);
  const adjusted = holm(tested.map(({ studentP }) => studentP ?? 1));
  return rows.map((row) => ({ ...row, adjustedP: adjusted[tested.indexOf(row)] ?? null }));
};

/**
 * Finished runs that {@link pairedOutcomes} leaves out since those of the reference were measured
 * on other tasks.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { pairedOutcomes, presets, unpairedRuns } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 0 };
 * const run = (directory: string, tasks: number) => ({
 *   directory, seed: 1, config, records: [],
 *   heldOut: { version: 1 as const, iteration: 0, tasks, rows: [0, 1].map((innerSteps) => ({ innerSteps, undiscounted: [1], discounted: [1] })) },
 * });
 * const comparison = {
 *   directories: [], config, problems: [],
 *   groups: [
 *     { algorithm: 'none', innerSteps: 1, runs: [run('a', 40)] },
 *     { algorithm: 'leave-one-out', innerSteps: 1, runs: [run('b', 20)] },
 *   ],
 * };
 * deepStrictEqual(pairedOutcomes(comparison), []);
 * deepStrictEqual(unpairedRuns(comparison).map(({ problem }) => problem), [
 *   'it is measured on 20 held-out tasks, a on 40: they are not paired',
 * ]);
 * ```
 */
export const unpairedRuns = ({ groups }: Comparison): readonly ComparisonProblem[] =>
  opponentsIn(groups)
    .flatMap(sameSeeds)
    .filter((pair) => !onSameTasks(pair))
    .map(({ run, other }) => ({
      directory: run.directory,
      problem: `it is measured on ${String(run.heldOut?.tasks)} held-out tasks, ${other.directory} on ${String(other.heldOut?.tasks)}: they are not paired`,
    }));
