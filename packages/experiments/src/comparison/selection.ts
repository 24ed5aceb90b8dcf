import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../errors/effect';
import { choicesBy, chosenRuns, runsToChooseBy } from './choice';
import type { Choice } from './chosen';
import { findPlanned, type Finding, type Modules } from './finding';
import { planRuns, type ComparisonQuestion, type PlannedRun } from './question';

/** The runs by which values are chosen; none unless something is to be chosen. */
export const planSelection = (question: ComparisonQuestion): Effect<readonly PlannedRun[]> => {
  const { select, ...others } = question;
  return select === undefined
    ? TE.right([])
    : pipe(
        planRuns({ ...others, seeds: select.seeds }),
        TE.map((runs) => runsToChooseBy(question, runs)),
      );
};

/** The runs that count, as far as it is known which, and how that was found out. */
export interface SelectedRuns {
  readonly planned: readonly PlannedRun[];
  readonly choices: readonly Choice[];
  /** Of the runs by which values are chosen those that led to no number. */
  readonly withoutNumber: readonly Finding[];
}

const isWithoutNumber =
  ({ tasks }: ComparisonQuestion['evaluation']) =>
  ({ run }: Finding): boolean =>
    run?.heldOut?.iteration !== run?.config.iterations || run?.heldOut?.tasks !== tasks;

/** What is wrong with it is all that is to be said of such a run. */
const asProblem = (finding: Finding): Finding => ({
  ...finding,
  run: undefined,
  problems: finding.problems.length > 0 ? finding.problems : ['it is not measured on held-out tasks yet'],
});

/** Of the runs of all values those that count, by what the folder of the comparison holds. */
export const selectRuns =
  (directory: string, question: ComparisonQuestion, modules: Modules = []) =>
  (planned: readonly PlannedRun[]): Effect<SelectedRuns> =>
    pipe(
      planSelection(question),
      TE.chainTaskK((runs) =>
        pipe(
          runs,
          T.traverseSeqArray((run) =>
            pipe(
              findPlanned(directory, modules)(run),
              T.map((finding) => ({ planned: run, finding })),
            ),
          ),
        ),
      ),
      TE.map((found): SelectedRuns => {
        const choices = choicesBy(question, found);
        return {
          planned: chosenRuns(choices, planned),
          choices,
          withoutNumber: found
            .map(({ finding }) => finding)
            .filter(isWithoutNumber(question.evaluation))
            .map(asProblem),
        };
      }),
    );
