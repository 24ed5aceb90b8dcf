import { estimate, type JobMap, type MetaState, type ReturnEstimates } from '@sgmrl/meta-learning';
import { foldIn, key, type Key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import type { ExperimentError } from '../errors/experiment-error';
import { append, makeFolder, readTextIfThere, writeAtomically } from '../files/files';
import { checkpointText, type StoredRun } from '../run/run-directory';
import { keptCheckpoint } from '../run/run-paths';
import { bestOf, decodeValidations, encodeValidation, type Validation } from '../run/validation-file';
import type { HeldOutJob, HeldOutResult, Learner } from './learner';

/** Measures states on tasks that neither training nor `evaluateRun` meets; it changes no bit of training. */
export interface ValidationPlan {
  /** After one iteration in so many. */
  readonly every: number;
  /** On how many tasks, the same each time. */
  readonly tasks: number;
  /** After how many times without a better return training ends; never unless given. */
  readonly patience?: number | undefined;
}

/** What is kept of a run beside its last state. */
export interface Keeping {
  /** The state after one iteration in so many; no others unless given. */
  readonly checkpointsEvery?: number | undefined;
  /** The state with the best return on validation tasks; none unless given. */
  readonly validation?: ValidationPlan | undefined;
}

type Effect<A> = TE.TaskEither<ExperimentError, A>;

/** Keeps what is to be kept of a run. */
export interface Keeper {
  /**
   * After an iteration whose checkpoint is kept. What is there already is not done again, so that it
   * is called once more when a run goes on. True if training is to end.
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

/** Those of earlier times that count, on the same tasks; the file holds no others afterwards. */
const settled = ({ paths, state }: StoredRun, tasks: number): Effect<readonly Validation[]> =>
  pipe(
    readTextIfThere(paths.validation),
    TE.chain((text) => {
      if (text === undefined) return TE.right([]);
      const validations = decodeValidations(text, state?.iteration ?? 0).filter(
        (validation) => validation.tasks === tasks,
      );
      const kept = validations.map(encodeValidation).join('');
      return pipe(
        kept === text ? TE.right(undefined) : writeAtomically(paths.validation, kept),
        TE.map(() => validations),
      );
    }),
  );

/** Opens what was kept of a run before. The lock must be held. */
export const openKeeper = (
  run: StoredRun,
  problem: Pick<Learner, 'heldOut'>,
  measure: Measure,
  { checkpointsEvery, validation: plan }: Keeping,
  onValidation: (validation: Validation, isBest: boolean) => void,
): Effect<Keeper> =>
  pipe(
    plan === undefined ? TE.right([]) : settled(run, plan.tasks),
    TE.map((before): Keeper => {
      let validations = before;
      const copy = ({ iteration }: MetaState, text: () => string): Effect<void> =>
        due(iteration, checkpointsEvery)
          ? pipe(
              makeFolder(run.paths.kept),
              TE.chain(() => writeAtomically(keptCheckpoint(run.paths, iteration), text())),
            )
          : TE.right(undefined);
      /** The best state first, then the line that says so: after a crash in between all is done again. */
      const keep = (found: Validation, text: () => string): Effect<void> => {
        const next = [...validations, found];
        const isBest = bestOf(next) === found;
        return pipe(
          isBest ? writeAtomically(run.paths.best, text()) : TE.right(undefined),
          TE.chain(() => append(run.paths.validation, encodeValidation(found))),
          TE.map(() => {
            validations = next;
            onValidation(found, isBest);
          }),
        );
      };
      const isNew = ({ iteration }: MetaState): boolean =>
        due(iteration, plan?.every) && !validations.some((known) => known.iteration === iteration);
      const sinceBest = (): number => {
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
            TE.map(() => plan?.patience !== undefined && sinceBest() >= plan.patience),
          );
        },
        best: () => bestOf(validations),
      };
    }),
  );
