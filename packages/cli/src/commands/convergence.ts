import { figureFile } from '@sgmrl/report';
import { convergenceStudy, describeTooLarge, type ConvergenceStudy } from '@sgmrl/theory';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { convergencePlot, convergenceReport } from '../reports/convergence-report';
import { printAnswer } from '../reports/print-answer';
import type { ExitCode } from '../terminal/exit-code';
import { openResults, writeResults } from '../reports/result-folder';
import type { Terminal } from '../terminal/terminal';

/** The flags of `sgmrl converge`. */
export interface ConvergeFlags {
  readonly accuracy: readonly number[];
  readonly seed: number;
  readonly out: string;
}

/**
 * Runs SG-MRL with the step size of the theory on tasks whose gradients are known; writes what
 * happened.
 */
export const converge = (terminal: Terminal, { accuracy, seed, out }: ConvergeFlags): Promise<ExitCode> =>
  pipe(
    openResults(out),
    TE.chainEitherK(() => pipe(convergenceStudy(accuracy, seed), E.mapLeft(describeTooLarge))),
    TE.chain((study) => write(study, { accuracy, seed, out })),
    printAnswer(terminal),
  );

/** Writes report and plot into the folder; gives the report. */
const write = (
  study: ConvergenceStudy,
  { accuracy, seed, out }: ConvergeFlags,
): TE.TaskEither<string, string> =>
  pipe(
    TE.fromTask(figureFile(convergencePlot(study))),
    TE.chain((plot) => {
      const command = `sgmrl converge --accuracy ${accuracy.join(' ')} --seed ${String(seed)}`;
      const report = convergenceReport(study, command);
      return pipe(
        writeResults(out, [['convergence.md', report], plot]),
        TE.map(() => report),
      );
    }),
  );
