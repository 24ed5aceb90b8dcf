import { interval95 } from '../statistics/interval';
import type { Choice, TriedValue } from './chosen';
import type { Finding } from './finding';
import type { ComparisonQuestion, PlannedRun } from './question';
import { identity, type FieldValue } from './variation';

const others = (field: string, { settings }: PlannedRun): readonly FieldValue[] =>
  settings.filter(({ path }) => path !== field);

/** Runs that differ in seed and in the field alone. */
const cellOf = (field: string, run: PlannedRun): string =>
  identity([run.algorithm, run.innerSteps, others(field, run)]);

const valueOf = (field: string, { settings }: PlannedRun): unknown =>
  settings.find(({ path }) => path === field)?.value;

const cellsIn = (field: string, runs: readonly PlannedRun[]): readonly (readonly PlannedRun[])[] =>
  [...new Set(runs.map((run) => cellOf(field, run)))]
    .map((cell) => runs.filter((run) => cellOf(field, run) === cell))
    .filter((cell) => new Set(cell.map((run) => identity(valueOf(field, run)))).size > 1);

/** Of the runs of all values those by which one is to be chosen: where there is only one, none. */
export const runsToChooseBy = (
  { select }: ComparisonQuestion,
  runs: readonly PlannedRun[],
): readonly PlannedRun[] => {
  if (select === undefined) return [];
  const wanted = new Set(cellsIn(select.field, runs).flat());
  return runs.filter((run) => wanted.has(run));
};

/** A run, and what was found of it. */
export interface FoundRun {
  readonly planned: PlannedRun;
  readonly finding: Finding;
}

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** The mean return on held-out tasks after the inner steps of training, of a run that is done. */
const returnOf = (
  { planned: { innerSteps, config }, finding: { run } }: FoundRun,
  { tasks }: ComparisonQuestion['evaluation'],
): number | undefined => {
  const heldOut = run?.heldOut;
  const row = heldOut?.rows.at(innerSteps);
  return heldOut?.iteration === config.iterations && heldOut.tasks === tasks && row !== undefined
    ? mean(row.undiscounted)
    : undefined;
};

const triedIn =
  (runs: readonly FoundRun[], field: string, evaluation: ComparisonQuestion['evaluation']) =>
  (value: unknown): TriedValue => {
    const own = runs.filter(({ planned }) => identity(valueOf(field, planned)) === identity(value));
    const returns = own.flatMap((run) => returnOf(run, evaluation) ?? []);
    return {
      value,
      seeds: returns.length,
      heldOut: returns.length === own.length ? interval95(returns) : undefined,
    };
  };

const best = (tried: readonly TriedValue[]): TriedValue | undefined =>
  tried.reduce<TriedValue | undefined>(
    (one, other) =>
      other.heldOut !== undefined && (one?.heldOut === undefined || other.heldOut.mean > one.heldOut.mean)
        ? other
        : one,
    undefined,
  );

/**
 * What is chosen for each algorithm, number of inner steps and values of other fields, by the runs
 * that were found.
 */
export const choicesBy = (
  { select, evaluation }: ComparisonQuestion,
  found: readonly FoundRun[],
): readonly Choice[] => {
  if (select === undefined) return [];
  const { field, seeds } = select;
  const cells = cellsIn(
    field,
    found.map(({ planned }) => planned),
  );
  return cells.map((cell): Choice => {
    const runs = found.filter(({ planned }) => cell.includes(planned));
    const values = [
      ...new Map(cell.map((run) => [identity(valueOf(field, run)), valueOf(field, run)])).values(),
    ];
    const tried = values.map(triedIn(runs, field, evaluation));
    const isOpen = runs.some((run) => returnOf(run, evaluation) === undefined && !run.finding.failed);
    const [{ algorithm, innerSteps }] = cell;
    return {
      algorithm,
      innerSteps,
      settings: others(field, cell[0]),
      field,
      by: seeds,
      tried,
      chosen: isOpen ? undefined : best(tried),
    };
  });
};

/** Of the runs of all values those that have what was chosen, and those that have no choice. */
export const chosenRuns = (choices: readonly Choice[], runs: readonly PlannedRun[]): readonly PlannedRun[] =>
  runs.filter((run) => {
    const choice = choices.find(
      ({ algorithm, innerSteps, settings, field }) =>
        identity([algorithm, innerSteps, settings]) === cellOf(field, run),
    );
    return (
      choice === undefined ||
      (choice.chosen !== undefined && identity(choice.chosen.value) === identity(valueOf(choice.field, run)))
    );
  });
