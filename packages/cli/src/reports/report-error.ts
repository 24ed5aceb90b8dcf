import { describeError, isRunFailure, type ExperimentError } from '@sgmrl/experiments';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { complain, type Terminal } from '../terminal/terminal';

/** Tells a person what went wrong, and the shell whose fault it was. */
export const reportError =
  (terminal: Terminal) =>
  (error: ExperimentError): ExitCode => {
    complain(terminal, `sgmrl: ${describeError(error)}`);
    return isRunFailure(error) ? exitCode.failure : exitCode.badInput;
  };
