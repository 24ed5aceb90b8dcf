import { algorithmNames, explain } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { exitCode, type ExitCode } from '../exit-code';
import { reportError } from '../report-error';
import { say, type Terminal } from '../terminal';

/** Prints formula and meaning of an algorithm's parts, or the names of all. */
export const explainAlgorithm = (terminal: Terminal, name: string | undefined): ExitCode =>
  pipe(
    name === undefined ? E.right(algorithmNames.join('\n')) : explain(name),
    E.match(reportError(terminal), (text): ExitCode => {
      say(terminal, text);
      return exitCode.success;
    }),
  );
