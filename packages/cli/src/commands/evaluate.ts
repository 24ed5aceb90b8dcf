import { evaluateRun, modulesNow, type WhichCheckpoint } from '@sgmrl/experiments';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { evaluationTable } from '../reports/evaluation-table';
import { printAnswer } from '../reports/print-answer';
import type { ExitCode } from '../terminal/exit-code';
import { columnsOf, type Terminal } from '../terminal/terminal';

/** The flags of `sgmrl evaluate`. */
export interface EvaluateFlags {
  readonly tasks: number;
  readonly innerSteps?: number;
  readonly laterStepSize?: number;
  readonly trajectories?: number;
  readonly timesteps?: number;
  readonly seed?: number;
  readonly json?: true;
  readonly checkpoint?: WhichCheckpoint;
  readonly with: readonly string[];
}

/** Prints how well a run adapts to held-out tasks. */
export const evaluate = (
  terminal: Terminal,
  run: string,
  { json, with: paths, ...options }: EvaluateFlags,
): Promise<ExitCode> =>
  pipe(
    modulesNow(paths),
    TE.chainW((modules) => evaluateRun(run, { ...options, modules })),
    TE.map((evaluation) =>
      json === true ? JSON.stringify(evaluation, null, 2) : evaluationTable(evaluation, columnsOf(terminal)),
    ),
    printAnswer(terminal),
  );
