import { estimate, type JobMap, type MetaState, type ReturnEstimates } from '@sgmrl/meta-learning';
import { foldIn, key, type Key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import type { Effect } from '../errors/effect';
import { append, makeFolder, readTextIfThere, writeAtomically } from '../files/files';
import { checkpointText } from '../run/keep-iteration';
import type { StoredRun } from '../run/stored-run';
import { keptCheckpoint } from '../run/run-paths';
import type { ValidationPlan } from '../run/keeping';
import type { KeptBeside } from '../run/kept-beside';
import { addValidation, bestOf, type KeptValidations, type Validation } from '../run/validation-file';
import type { HeldOutJob, HeldOutResult, Learner } from './learner';

/** Keeps what is to be kept of a run. */
export interface Keeper {
  /**
   * After an iteration whose checkpoint is kept. What is there already is not done again, so that
   * it is called once more when a run goes on. True if training is to end.
   */
  readonly after: (state: MetaState, checksum: string) => Effect<boolean>;
  /** The best validation so far. */
  readonly best: () => Validation | undefined;
}

/** No stream of training or of `evaluateRun` under the same seed is this one. */
const validationKey = (seed: number): Key => foldIn(foldIn(key(seed), 2), 0x76616c);

type Measure = JobMap<HeldOutJob, HeldOutResult>;

const validate = async (
  problem: Pick<Learner, 'heldOut'>,
  measure: Measure,
  { seed, algorithm: { innerSteps } }: Config,
  { tasks }: ValidationPlan,
  state: MetaState,
): Promise<Validation> => {
  const results = await measure(problem.heldOut(tasks, { innerSteps }, validationKey(seed))(state));
  const estimates = pipe(
    E.sequenceArray(results),
    E.map((perTask) =>
      RA.makeBy(innerSteps + 1, (step): ReturnEstimates => ({
        discounted: estimate(perTask.map((returns) => returns[step].discounted)),
        undiscounted: estimate(perTask.map((returns) => returns[step].undiscounted)),
      })),
    ),
  );
  return { iteration: state.iteration, tasks, returns: E.isRight(estimates) ? estimates.right : null };
};

const due = (iteration: number, every: number | undefined): boolean =>
  every !== undefined && iteration > 0 && iteration % every === 0;

/** The lines of earlier times, without one that a crash has cut short. */
const withWholeLines = ({ paths }: StoredRun, { text }: KeptValidations): Effect<void> =>
  pipe(
    readTextIfThere(paths.validation),
    TE.chain((found = '') =>
      found === text ? TE.right(undefined) : writeAtomically(paths.validation, text),
    ),
  );

/** Opens what was kept of a run before. The lock must be held. */
export const openKeeper = (
  run: StoredRun,
  { keeping: { checkpointsEvery, validation: plan }, before, unsettled }: KeptBeside,
  problem: Pick<Learner, 'heldOut'>,
  measure: Measure,
  onValidation: (validation: Validation, isBest: boolean) => void,
): Effect<Keeper> =>
  pipe(
    plan === undefined ? TE.right(undefined) : withWholeLines(run, before),
    TE.map((): Keeper => {
      let kept = before;
      const copy = ({ iteration }: MetaState, text: () => string): Effect<void> =>
        due(iteration, checkpointsEvery)
          ? pipe(
              makeFolder(run.paths.kept),
              TE.chain(() => writeAtomically(keptCheckpoint(run.paths, iteration), text())),
            )
          : TE.right(undefined);
      /**
       * The best state first, then the line that says so: after a crash in between all is done
       * again.
       */
      const keep = (found: Validation, text: () => string): Effect<void> => {
        const next = addValidation(kept, found);
        const isBest = bestOf(next.kept.validations) === found;
        return pipe(
          isBest ? writeAtomically(run.paths.best, text()) : TE.right(undefined),
          TE.chain(() => append(run.paths.validation, next.line)),
          TE.map(() => {
            kept = next.kept;
            onValidation(found, isBest);
          }),
        );
      };
      const isNew = ({ iteration }: MetaState): boolean =>
        (due(iteration, plan?.every) || (unsettled && iteration === run.state?.iteration)) &&
        !kept.validations.some((known) => known.iteration === iteration);
      /** Lines of later states are there where an earlier state was put back. */
      const sinceBest = (state: MetaState): number => {
        const validations = kept.validations.filter(({ iteration }) => iteration <= state.iteration);
        const best = bestOf(validations);
        return best === undefined ? validations.length : validations.length - 1 - validations.indexOf(best);
      };
      return {
        after: (state, checksum) => {
          const text = () => checkpointText(run, state, checksum);
          return pipe(
            copy(state, text),
            TE.chain(() =>
              plan !== undefined && isNew(state)
                ? pipe(
                    TE.fromTask(() => validate(problem, measure, run.config, plan, state)),
                    TE.chain((found) => keep(found, text)),
                  )
                : TE.right(undefined),
            ),
            TE.map(() => plan?.patience !== undefined && sinceBest(state) >= plan.patience),
          );
        },
        best: () => bestOf(kept.validations),
      };
    }),
  );
