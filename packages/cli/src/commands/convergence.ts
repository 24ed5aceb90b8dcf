import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convergenceStudy, describeTooLarge } from '@sgmrl/theory';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { exitCode, type ExitCode } from '../exit-code';
import { complain, say, type Terminal } from '../terminal';

/** The flags of `sgmrl converge`. */
export interface ConvergeFlags {
  readonly accuracy: readonly number[];
  readonly seed: number;
  readonly out: string;
}

/** Runs SG-MRL with the step size of the theory on tasks whose gradients are known; writes what happened. */
export const converge = (terminal: Terminal, { accuracy, seed, out }: ConvergeFlags): Promise<ExitCode> =>
  pipe(
    TE.fromEither(pipe(convergenceStudy(accuracy, seed), E.mapLeft(describeTooLarge))),
    TE.chain((study) =>
      TE.tryCatch(
        async () => {
          const { convergencePlot, convergenceReport } = await import('../convergence-report');
          const command = `sgmrl converge --accuracy ${accuracy.join(' ')} --seed ${String(seed)}`;
          const report = convergenceReport(study, command);
          await mkdir(out, { recursive: true });
          await writeFile(join(out, 'convergence.md'), report);
          await writeFile(join(out, 'convergence.svg'), convergencePlot(study));
          return report;
        },
        (error) => `cannot write to ${out}: ${error instanceof Error ? error.message : String(error)}`,
      ),
    ),
    TE.match(
      (problem): ExitCode => {
        complain(terminal, `sgmrl: ${problem}`);
        return exitCode.badInput;
      },
      (report): ExitCode => {
        say(terminal, report);
        return exitCode.success;
      },
    ),
    (task: T.Task<ExitCode>) => task(),
  );
