import type { ExperimentError } from '@sgmrl/experiments';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { say, type Terminal } from '../terminal/terminal';
import { reportError } from './report-error';

/** Prints the answer of a command, or why there is none. */
export const printAnswer =
  (terminal: Terminal) =>
  (answer: TE.TaskEither<ExperimentError | string, string>): Promise<ExitCode> =>
    pipe(
      answer,
      TE.match(reportError(terminal), (text): ExitCode => {
        say(terminal, text);
        return exitCode.success;
      }),
      (task: T.Task<ExitCode>) => task(),
    );
