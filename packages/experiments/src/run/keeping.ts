import { decodeWith, recordWithOptional, wholeNumber } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { InvalidConfig } from '../errors/experiment-error';
import { parseJson, type MalformedJson } from '../files/parse-json';

/**
 * Measures states on tasks that neither training nor `evaluateRun` meets; it changes no bit of
 * training.
 */
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

/**
 * What is asked for of a {@link Keeping}. Whatever is not is as the run has it, or, in a new run,
 * 20 tasks and nothing else.
 */
export interface KeepingRequest {
  /** As in {@link Keeping}. */
  readonly checkpointsEvery?: number | undefined;
  /** Fields of a {@link ValidationPlan}; whichever is missing is as it was. */
  readonly validation?: { readonly [F in keyof ValidationPlan]?: ValidationPlan[F] | undefined } | undefined;
}

type AskedPlan = NonNullable<KeepingRequest['validation']>;

const usualTasks = 20;

const often = wholeNumber(1, 1_000_000_000);

const keepingCodec = recordWithOptional(
  'what is kept',
  {},
  {
    checkpointsEvery: often,
    validation: recordWithOptional(
      'validation',
      { every: often, tasks: wholeNumber(1, 100_000) },
      { patience: often },
    ),
  },
);

/** Whether nothing but the last state is kept. */
export const keepsNothing = ({ checkpointsEvery, validation }: Keeping): boolean =>
  checkpointsEvery === undefined && validation === undefined;

/** The text of keeping.json. */
export const encodeKeeping = (keeping: Keeping): string => `${JSON.stringify(keeping, null, 2)}\n`;

/** What the text of keeping.json, at a path, says. */
export const decodeKeeping =
  (source: string) =>
  (text: string): E.Either<MalformedJson | InvalidConfig, Keeping> =>
    pipe(
      parseJson(source)(text),
      E.chainW((value) =>
        pipe(
          decodeWith(keepingCodec)(value),
          E.mapLeft((fields): InvalidConfig => ({ kind: 'invalid-config', source, fields })),
        ),
      ),
    );

/** On how many tasks: where some were measured, all are on the same. */
const tasksOf = (
  stored: number | undefined,
  asked: number | undefined,
  measured: number | undefined,
): E.Either<string, number> =>
  measured === undefined || asked === undefined || asked === measured
    ? E.right(measured ?? asked ?? stored ?? usualTasks)
    : E.left(
        `it was measured on ${String(measured)} held-out tasks a time, and cannot be compared on ` +
          `${String(asked)}; give --evaluation-tasks ${String(measured)}, or train in another folder`,
      );

/** What is asked for that nothing is measured for. */
const ofNoUse = ({ patience, tasks }: AskedPlan): E.Either<string, undefined> => {
  if (patience !== undefined) return E.left('--patience goes with --evaluate-every');
  return tasks === undefined ? E.right(undefined) : E.left('--evaluation-tasks goes with --evaluate-every');
};

const planOf = (
  stored: ValidationPlan | undefined,
  asked: AskedPlan,
  measured: number | undefined,
): E.Either<string, ValidationPlan | undefined> => {
  const every = asked.every ?? stored?.every;
  const patience = asked.patience ?? stored?.patience;
  return every === undefined
    ? ofNoUse(asked)
    : pipe(
        tasksOf(stored?.tasks, asked.tasks, measured),
        E.map((tasks) => ({ every, tasks, ...(patience !== undefined && { patience }) })),
      );
};

/**
 * What is kept of a run from now on: what is asked for, and as it was stored for the rest.
 * `measured` is the number of tasks of earlier validations, if there are any. Left says why that
 * cannot be.
 */
export const settleKeeping = (
  stored: Keeping,
  { checkpointsEvery = stored.checkpointsEvery, validation: asked = {} }: KeepingRequest,
  measured: number | undefined,
): E.Either<string, Keeping> =>
  pipe(
    planOf(stored.validation, asked, measured),
    E.map((validation) => ({
      ...(checkpointsEvery !== undefined && { checkpointsEvery }),
      ...(validation !== undefined && { validation }),
    })),
  );
