import { baselines, candidateNames, explain } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { exitCode, type ExitCode } from '../exit-code';
import { reportError } from '../report-error';
import { say, type Terminal } from '../terminal';

const baseline = (name: string): string | undefined =>
  Object.entries(baselines).find(([known]) => known === name)?.[1].about;

/** Prints formula and meaning of an algorithm's parts, what a baseline is, or the names of all. */
export const explainAlgorithm = (terminal: Terminal, name: string | undefined): ExitCode => {
  if (name === undefined) {
    say(terminal, candidateNames.join('\n'));
    return exitCode.success;
  }
  const about = baseline(name);
  return pipe(
    about === undefined ? explain(name) : E.right(`${name}: ${about}\nA baseline of sgmrl compare`),
    E.match(reportError(terminal), (text): ExitCode => {
      say(terminal, text);
      return exitCode.success;
    }),
  );
};
